package io.caretaker.alerting.notify.message;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people read them: as many digits as tell something, no thousands comma. */
final class Numbers {
    private static final MathContext DIGITS = new MathContext(4);
    private static final MathContext LARGE = new MathContext(7);

    private Numbers() {}

    static String plain(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        BigDecimal rounded = new BigDecimal(value).round(Math.abs(value) >= 1_000 ? LARGE : DIGITS);
        if (Math.abs(value) >= 1_000) {
            rounded = rounded.setScale(0, java.math.RoundingMode.HALF_EVEN);
        }
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}

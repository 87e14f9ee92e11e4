package io.caretaker.ingest.meter;

import java.util.function.BiFunction;

/** A {@link Dialect.Hearing} of a framing and of what its frames mean. */
public final class ScannerHearing<F> implements Dialect.Hearing {
    private final FrameScanner<F> scanner;
    private final BiFunction<F, byte[], Telegram> meaning;

    /** @param meaning of a frame and its bytes */
    public ScannerHearing(Framing<F> framing, BiFunction<F, byte[], Telegram> meaning) {
        this.scanner = new FrameScanner<>(framing);
        this.meaning = meaning;
    }

    @Override
    public void append(byte[] bytes) {
        scanner.append(bytes);
    }

    @Override
    public Telegram next() {
        FrameScanner.Found<F> found = scanner.next();
        return found == null ? null : meaning.apply(found.frame(), found.wire());
    }

    @Override
    public void giveUp() {
        scanner.giveUp();
    }

    @Override
    public boolean waiting() {
        return scanner.waiting();
    }

    @Override
    public long noise() {
        return scanner.noise();
    }
}

package io.caretaker.alerting.backtest;

import io.caretaker.alerting.backtest.BacktestResult.Found;
import io.caretaker.alerting.backtest.BacktestResult.Side;
import io.caretaker.model.Times;
import io.caretaker.model.fault.DetectedItem;
import io.caretaker.model.fault.FaultEvent;
import io.caretaker.model.fault.FaultEvent.FaultCleared;
import io.caretaker.model.fault.FaultEvent.FaultRaised;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Collects raised and cleared faults of one run, in the order in which they were raised. */
final class FoundFaults {
    private final Optional<String> type;
    private final Map<String, Found> found = new LinkedHashMap<>();

    FoundFaults(Optional<String> type) {
        this.type = type;
    }

    void take(DetectedItem item) {
        if (!(item instanceof DetectedItem.FaultItem fault) || !wanted(fault.event())) {
            return;
        }
        FaultEvent event = fault.event();
        if (event instanceof FaultRaised raised) {
            found.put(
                    raised.faultId(),
                    new Found(
                            raised.type(),
                            raised.asset(),
                            raised.onsetMicros(),
                            raised.timeMicros(),
                            OptionalLong.empty()));
        } else if (event instanceof FaultCleared cleared) {
            found.computeIfPresent(
                    cleared.faultId(),
                    (id, f) -> new Found(
                            f.type(),
                            f.asset(),
                            f.onsetMicros(),
                            f.raisedMicros(),
                            OptionalLong.of(cleared.timeMicros())));
        }
    }

    private boolean wanted(FaultEvent event) {
        return type.isEmpty() || type.get().equals(event.type());
    }

    Side side() {
        TreeMap<LocalDate, Integer> perDay = new TreeMap<>();
        for (Found fault : found.values()) {
            LocalDate day =
                    Times.instant(fault.onsetMicros()).atZone(ZoneOffset.UTC).toLocalDate();
            perDay.merge(day, 1, Integer::sum);
        }
        return new Side(new ArrayList<>(found.values()), perDay);
    }
}

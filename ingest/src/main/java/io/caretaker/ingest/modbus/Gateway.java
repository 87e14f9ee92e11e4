package io.caretaker.ingest.modbus;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;

/** The units behind one host and port, polled one after the other. Belongs to the thread of the polling. */
final class Gateway {
    private final ModbusLink link;
    private final Map<String, Unit> units = new HashMap<>();
    private final PollQueue queue = new PollQueue();
    private boolean asking;
    private Future<?> wake;

    Gateway(ModbusLink link) {
        this.link = link;
    }

    ModbusLink link() {
        return link;
    }

    void add(Unit unit) {
        units.put(unit.id(), unit);
        queue.put(unit.id(), unit.due());
    }

    void remove(Unit unit) {
        if (units.remove(unit.id(), unit)) {
            queue.remove(unit.id());
        }
    }

    boolean isEmpty() {
        return units.isEmpty();
    }

    /** The unit to poll now, if one is due and no other is being asked; {@link #answered} has to follow. */
    Optional<Unit> begin(long now) {
        if (asking) {
            return Optional.empty();
        }
        Optional<Unit> unit = queue.take(now).map(units::get);
        asking = unit.isPresent();
        return unit;
    }

    /** The line is free for the next unit. */
    void answered() {
        asking = false;
    }

    /** The unit comes again when it is due, unless it was removed or replaced meanwhile. */
    void again(Unit unit) {
        if (units.get(unit.id()) == unit) {
            queue.put(unit.id(), unit.due());
        }
    }

    /** When somebody has to look again; empty while a unit is being asked. */
    OptionalLong next() {
        return asking ? OptionalLong.empty() : queue.next();
    }

    /** Takes the place of the wake-up that was planned before: there is one at most. */
    void wake(Future<?> planned) {
        if (wake != null) {
            wake.cancel(false);
        }
        wake = planned;
    }
}

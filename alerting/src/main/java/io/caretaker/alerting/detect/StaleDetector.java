package io.caretaker.alerting.detect;

import io.caretaker.model.fault.Evidence;
import java.util.List;

/**
 * No message for several reporting intervals. With a dark share it speaks for the power of what hangs on the device: it
 * raises only when so many of the scope's other devices are silent too, so that a lost network link alone does not.
 */
final class StaleDetector extends Detector {
    private static final double CUTOFF_SHARE = 0.1;

    private final Series[] lampPower;
    private long now = NONE;

    /** @param lampPower power of the lamps of the scope, to tell dark lamps from burning ones; may be empty */
    StaleDetector(Settings settings, Appliance device, Series[] lampPower) {
        super(settings, device);
        this.lampPower = lampPower;
    }

    @Override
    boolean reading(long time, FaultRegister faults) {
        return false;
    }

    @Override
    boolean ticks() {
        return true;
    }

    @Override
    void tick(long time, long aliveFloor, FaultRegister faults) {
        if (device.heard == NONE) {
            return;
        }
        now = time;
        boolean silent = time - Math.max(device.heard, aliveFloor) > allowed(device);
        if (!silent && raised) {
            clear(time, faults);
        } else if (silent && !raised && darkEnough(time, aliveFloor)) {
            raise(device.heard, time, faults);
        }
    }

    private long allowed(Appliance of) {
        return (long) (of.interval * settings.value("intervals")) + settings.micros("jitter_s");
    }

    private boolean darkEnough(long time, long aliveFloor) {
        double share = settings.value("dark_share");
        if (!(share > 0)) {
            return true;
        }
        int others = 0;
        int dark = 0;
        for (Series lamp : lampPower) {
            if (lamp.device.heard != NONE) {
                others++;
                dark += dark(lamp, time, aliveFloor) ? 1 : 0;
            }
        }
        return others > 0 && dark >= share * others;
    }

    private boolean dark(Series lamp, long time, long aliveFloor) {
        if (time - Math.max(lamp.device.heard, aliveFloor) > allowed(lamp.device)) {
            return true;
        }
        double rated = lamp.device.asset.attribute("rated_power_w", 0);
        return lamp.known()
                && lamp.value < CUTOFF_SHARE * rated
                && device.scope.place.twilight.at(time) == Twilight.Expectation.MUST_BURN;
    }

    @Override
    List<Evidence> evidence() {
        double silence = (now - device.heard) / 1e6;
        return List.of(evidence("silence", Math.max(0, silence), allowed(device) / 1e6, "s"));
    }
}

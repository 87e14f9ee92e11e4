package io.caretaker.sim.device;

import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Profile;
import io.caretaker.sim.fault.FaultBoard;
import io.caretaker.sim.fault.FaultKind;
import io.caretaker.sim.physics.SignalSource;
import io.caretaker.sim.seed.Seeds;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One device: true value → sensor → transport, three stages with one generator of its own. Not thread-safe; time never goes
 * back.
 */
final class SimulatedDevice {
    private static final double SKEW_SIGMA_S = 1.0;
    private static final long SKEW_MOST_S = 3;

    private final Device device;
    private final String topic;
    private final SignalSource source;
    private final List<String> poweredBy;
    private final FaultBoard board;
    private final TelemetryJson json;
    private final DeviceSensors sensors;
    private final Delivery delivery;
    private final long interval;
    private final long phase;
    private final long skew;

    /** @param poweredBy assets whose loss of power silences the device */
    SimulatedDevice(
            Device device,
            Profile profile,
            SignalSource source,
            List<String> poweredBy,
            FaultBoard board,
            long seed,
            boolean defects,
            TelemetryJson json) {
        RandomGenerator random = Seeds.generator(seed, "device/" + device.id());
        this.device = device;
        this.topic = "caretaker/v1/" + device.estate() + "/" + device.id() + "/telemetry";
        this.source = source;
        this.poweredBy = poweredBy;
        this.board = board;
        this.json = json;
        this.interval = device.interval().toSeconds();
        this.phase = random.nextLong(interval);
        double drawn = SKEW_SIGMA_S * random.nextGaussian();
        this.skew = defects ? Math.round(Math.max(-SKEW_MOST_S, Math.min(SKEW_MOST_S, drawn))) : 0;
        this.sensors = new DeviceSensors(profile, random, defects, json);
        this.delivery = defects ? new DefectiveDelivery(random, interval) : Delivery.PERFECT;
    }

    Device device() {
        return device;
    }

    String topic() {
        return topic;
    }

    /** The first regular report after the second; reports are staggered over the interval. */
    long nextReport(long second) {
        return Math.floorDiv(second - phase, interval) * interval + phase + interval;
    }

    /** @param lastGasp what a capacitor still sends after the power went; nothing else gets out then */
    void report(long second, boolean lastGasp, Delivery.Receiver receiver) {
        if (board.find(FaultKind.DEVICE_STALE, device.asset(), second).isPresent()) {
            return;
        }
        if (!lastGasp && dark(second)) {
            return;
        }
        sensors.stuck(board.find(FaultKind.SENSOR_STUCK, device.asset(), second).isPresent());
        json.begin(device.id(), Instant.ofEpochSecond(second + skew));
        source.sample(second, sensors);
        delivery.send(second, json.bytes(), receiver);
    }

    private boolean dark(long second) {
        for (String supply : poweredBy) {
            if (board.find(FaultKind.LIGHT_CABINET_OUTAGE, supply, second).isPresent()) {
                return true;
            }
        }
        return false;
    }
}

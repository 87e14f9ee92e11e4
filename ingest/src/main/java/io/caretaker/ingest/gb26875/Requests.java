package io.caretaker.ingest.gb26875;

import io.caretaker.ingest.gb26875.AppObject.DeviceOperationQuery;
import io.caretaker.ingest.gb26875.AppObject.DeviceQuery;
import io.caretaker.ingest.gb26875.AppObject.DeviceTime;
import io.caretaker.ingest.gb26875.AppObject.InspectSentries;
import io.caretaker.ingest.gb26875.AppObject.PartQuery;
import io.caretaker.ingest.gb26875.AppObject.SystemOperationQuery;
import io.caretaker.ingest.gb26875.AppObject.SystemQuery;
import io.caretaker.model.InvalidValue;
import java.util.List;

/**
 * What the centre says of its own accord: questions (command 4) and the two orders that change nothing of the protection, the
 * clock and the sentry call (command 1). Caretaker observes a fire system; it has no order that resets, silences or starts.
 */
public final class Requests {
    private static final int SET_TIME = 90;
    private static final int INSPECT_SENTRIES = 91;

    private final WireAddress centre;
    private final WireAddress device;
    private final int version;

    /** @param centre address of the centre, which the device puts as destination into its own frames */
    public Requests(WireAddress centre, WireAddress device, int version) {
        this.centre = centre;
        this.device = device;
        this.version = version;
    }

    /** What can be asked about a system. */
    public enum OfSystem {
        STATUS(61),
        VERSION(65),
        CONFIGURATION(66),
        TIME(68);

        private final int type;

        OfSystem(int type) {
            this.type = type;
        }
    }

    /** What can be asked about a part. */
    public enum OfPart {
        STATUS(62),
        VALUE(63),
        CONFIGURATION(67);

        private final int type;

        OfPart(int type) {
            this.type = type;
        }
    }

    /** What can be asked about the transmission device. */
    public enum OfDevice {
        STATUS(81),
        VERSION(85),
        CONFIGURATION(86),
        TIME(88);

        private final int type;

        OfDevice(int type) {
            this.type = type;
        }
    }

    public Frame ask(int serial, WireTime now, OfSystem what, SystemAddress system) {
        return frame(serial, now, Command.REQUEST, what.type, new SystemQuery(system));
    }

    public Frame ask(int serial, WireTime now, OfPart what, PartAddress part) {
        return frame(serial, now, Command.REQUEST, what.type, new PartQuery(part.system(), part.hex()));
    }

    public Frame ask(int serial, WireTime now, OfDevice what) {
        return frame(serial, now, Command.REQUEST, what.type, new DeviceQuery(0));
    }

    /** What was done at a panel. @param records 1 to 255 */
    public Frame askOperations(int serial, WireTime now, SystemAddress system, int records, WireTime since) {
        return frame(serial, now, Command.REQUEST, 64, new SystemOperationQuery(system, records, since));
    }

    /** What was done at the transmission device. @param records 1 to 255 */
    public Frame askOperations(int serial, WireTime now, int records, WireTime since) {
        return frame(serial, now, Command.REQUEST, 84, new DeviceOperationQuery(records, since));
    }

    public Frame setTime(int serial, WireTime now) {
        return frame(serial, now, Command.CONTROL, SET_TIME, new DeviceTime(now));
    }

    /** @param minutes time to press the key, 1 to 255 */
    public Frame inspectSentries(int serial, WireTime now, int minutes) {
        if (minutes < 1 || minutes > 255) {
            throw new InvalidValue("minutes", minutes, "1 to 255");
        }
        return frame(serial, now, Command.CONTROL, INSPECT_SENTRIES, new InspectSentries(minutes));
    }

    private Frame frame(int serial, WireTime now, Command command, int type, AppObject object) {
        byte[] data = AppDataCodec.encode(new AppData.Objects(type, List.of(object)));
        return new Frame(serial, version, now, centre, device, command.code(), data);
    }
}

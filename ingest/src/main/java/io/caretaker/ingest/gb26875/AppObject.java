package io.caretaker.ingest.gb26875;

import io.caretaker.model.InvalidValue;
import java.util.Set;

/** One information object of a frame's data. Which types of data hold which object is {@link AppTypes}' to say. */
public sealed interface AppObject {

    /** 1. @param word status bits, see {@link #flags()} */
    record SystemStatus(SystemAddress system, int word, WireTime time) implements AppObject {
        public Set<Flag.OfSystem> flags() {
            return Flag.in(Flag.OfSystem.class, word);
        }
    }

    /** 2. @param text where the part is, in the words of whoever set up the panel; at most 31 bytes of GB 18030 */
    record PartStatus(PartAddress part, int word, String text, WireTime time) implements AppObject {
        static final int TEXT = 31;

        public Set<Flag.OfPart> flags() {
            return Flag.in(Flag.OfPart.class, word);
        }
    }

    /**
     * 3.
     *
     * @param quantity code of a {@link Quantity}
     * @param count -32,768 to 32,767
     */
    record PartValue(PartAddress part, int quantity, int count, WireTime time) implements AppObject {}

    /** 4. @param operator number of the person at the panel */
    record SystemOperation(SystemAddress system, int word, int operator, WireTime time) implements AppObject {
        public Set<Flag.Operation> flags() {
            return Flag.in(Flag.Operation.class, word);
        }
    }

    /** 5. */
    record SystemVersion(SystemAddress system, int major, int minor) implements AppObject {}

    /** 6. @param text at most 255 bytes of GB 18030 */
    record SystemConfiguration(SystemAddress system, String text) implements AppObject {}

    /** 7. */
    record PartConfiguration(PartAddress part, String text) implements AppObject {}

    /** 8. */
    record SystemTime(SystemAddress system, WireTime time) implements AppObject {}

    /** 21. */
    record DeviceStatus(int word, WireTime time) implements AppObject {
        public Set<Flag.OfDevice> flags() {
            return Flag.in(Flag.OfDevice.class, word);
        }
    }

    /** 24. */
    record DeviceOperation(int word, int operator, WireTime time) implements AppObject {
        public Set<Flag.Operation> flags() {
            return Flag.in(Flag.Operation.class, word);
        }
    }

    /** 25. */
    record DeviceVersion(int major, int minor) implements AppObject {}

    /** 26. */
    record DeviceConfiguration(String text) implements AppObject {}

    /** 28, and 90: the time that the device is set to. */
    record DeviceTime(WireTime time) implements AppObject {}

    /** 61, 65, 66, 68. */
    record SystemQuery(SystemAddress system) implements AppObject {}

    /** 62, 63, 67: a part without its kind. @param hex address in the order of the wire, 8 hexadecimal digits */
    record PartQuery(SystemAddress system, String hex) implements AppObject {
        public PartQuery {
            if (hex == null || !hex.matches("[0-9a-f]{8}")) {
                throw new InvalidValue("address", hex, "8 lower-case hexadecimal digits");
            }
        }
    }

    /** 64. @param records how many at most */
    record SystemOperationQuery(SystemAddress system, int records, WireTime since) implements AppObject {}

    /** 84. */
    record DeviceOperationQuery(int records, WireTime since) implements AppObject {}

    /** 81, 85, 86, 88 and 89, which initialises the device: a reserved byte. */
    record DeviceQuery(int reserved) implements AppObject {}

    /** 91: somebody in the control room is to press a key. @param minutes time to do so */
    record InspectSentries(int minutes) implements AppObject {}
}

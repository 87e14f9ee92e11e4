package io.caretaker.ingest.gb26875;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an object says about whom, as fields that a profile's mapping can name. Pure.
 *
 * @param level {@code part}, {@code system} or {@code device}
 * @param addresses whom it is about: the part, its system, the transmission device, as the rest of an address behind the
 *     source; the one meant comes first, then those above it
 * @param fields truth values of the status bits, or one number
 * @param flags whether the fields are status bits
 */
record Statement(String level, List<String> addresses, Map<String, Object> fields, boolean flags, WireTime time) {
    private static final String DEVICE = "";

    /** Objects that say nothing measurable, as versions and times, say nothing. */
    static Optional<Statement> of(AppObject object) {
        if (object instanceof AppObject.SystemStatus o) {
            return Optional.of(system(o.system(), bits(Flag.OfSystem.values(), o.word()), o.time()));
        }
        if (object instanceof AppObject.PartStatus o) {
            return Optional.of(part(o.part(), bits(Flag.OfPart.values(), o.word()), true, o.time()));
        }
        if (object instanceof AppObject.PartValue o) {
            return Optional.of(part(o.part(), value(o), false, o.time()));
        }
        if (object instanceof AppObject.DeviceStatus o) {
            return Optional.of(device(bits(Flag.OfDevice.values(), o.word()), o.time()));
        }
        return Optional.empty();
    }

    /** Operations at a panel: the bits that are set, below {@code operation}. For profiles that want to know. */
    static Optional<Statement> ofOperation(AppObject object) {
        if (object instanceof AppObject.SystemOperation o) {
            return Optional.of(system(o.system(), operation(o.word()), o.time()));
        }
        if (object instanceof AppObject.DeviceOperation o) {
            return Optional.of(device(operation(o.word()), o.time()));
        }
        return Optional.empty();
    }

    /** The set bits as they are told to the level above, where the part or system itself is not registered. */
    Map<String, Object> raised() {
        Map<String, Object> set = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (Boolean.TRUE.equals(value) && !name.equals(Flag.OfSystem.NORMAL.field())) {
                set.put(name, true);
            }
        });
        return set.isEmpty() ? Map.of() : Map.of(level, set);
    }

    private static Statement part(PartAddress part, Map<String, Object> fields, boolean flags, WireTime time) {
        String system = rest(part.system());
        return new Statement(
                "part", List.of(system + '/' + part.type() + '/' + part.hex(), system, DEVICE), fields, flags, time);
    }

    private static Statement system(SystemAddress system, Map<String, Object> fields, WireTime time) {
        return new Statement("system", List.of(rest(system), DEVICE), fields, true, time);
    }

    private static Statement device(Map<String, Object> fields, WireTime time) {
        return new Statement("device", List.of(DEVICE), fields, true, time);
    }

    private static String rest(SystemAddress system) {
        return "/" + system.type() + '/' + system.number();
    }

    private static Map<String, Object> bits(Flag[] flags, int word) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Flag flag : flags) {
            fields.put(flag.field(), flag.in(word));
        }
        return fields;
    }

    private static Map<String, Object> operation(int word) {
        Map<String, Object> set = new LinkedHashMap<>();
        for (Flag flag : Flag.Operation.values()) {
            if (flag.in(word)) {
                set.put(flag.field(), true);
            }
        }
        return Map.of("operation", set);
    }

    private static Map<String, Object> value(AppObject.PartValue o) {
        return Quantity.of(o.quantity())
                .map(q -> Map.<String, Object>of(q.field(), q.value(o.count())))
                .orElseGet(() -> Map.of("quantity_" + o.quantity(), o.count()));
    }
}

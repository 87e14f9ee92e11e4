package io.caretaker.dashboards.console.device;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a codec gave, flat: the path of each value as a mapping names it. Pure. */
final class Leaves {
    private Leaves() {}

    static Map<String, String> of(Map<String, ?> fields) {
        Map<String, String> leaves = new TreeMap<>();
        collect("", fields, leaves);
        return leaves;
    }

    private static void collect(String path, Object at, Map<String, String> into) {
        if (at instanceof Map<?, ?> map) {
            map.forEach((key, value) -> collect(path.isEmpty() ? String.valueOf(key) : path + "." + key, value, into));
        } else if (at instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(path + "[" + i + "]", list.get(i), into);
            }
        } else {
            into.put(path, text(at));
        }
    }

    /** 20 and 20.0 are one number to a script. */
    private static String text(Object value) {
        if (value instanceof Number number) {
            double d = number.doubleValue();
            return d == Math.rint(d) && Math.abs(d) < 1e15 ? Long.toString((long) d) : Double.toString(d);
        }
        return String.valueOf(value);
    }
}

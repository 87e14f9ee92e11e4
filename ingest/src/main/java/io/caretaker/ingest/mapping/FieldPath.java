package io.caretaker.ingest.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds a field of a decoded payload by its path: names joined by dots, positions of lists in brackets. Pure. */
final class FieldPath {
    private static final int DEEPEST = 8;

    private FieldPath() {}

    /**
     * What stands at the path, or null. A field whose own name is the whole path wins over the nested one: names with dots
     * occur.
     */
    static Object find(Map<?, ?> fields, String path) {
        Object direct = fields.get(path);
        return direct != null ? direct : walk(fields, path, 0);
    }

    private static Object walk(Object at, String path, int from) {
        Object here = at;
        int position = from;
        while (position < path.length() && here != null) {
            if (path.charAt(position) == '[') {
                int close = path.indexOf(']', position);
                here = close < 0 ? null : element(here, path.substring(position + 1, close));
                position = close + 1;
            } else {
                int begin = path.charAt(position) == '.' ? position + 1 : position;
                int end = begin;
                while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
                    end++;
                }
                here = here instanceof Map<?, ?> map ? map.get(path.substring(begin, end)) : null;
                position = end == position ? end + 1 : end;
            }
        }
        return here;
    }

    private static Object element(Object list, String index) {
        if (!(list instanceof List<?> elements) || index.isEmpty() || index.length() > 6) {
            return null;
        }
        for (int i = 0; i < index.length(); i++) {
            if (index.charAt(i) < '0' || index.charAt(i) > '9') {
                return null;
            }
        }
        int at = Integer.parseInt(index);
        return at < elements.size() ? elements.get(at) : null;
    }

    /** The paths of all leaves, sorted, at most as many as asked for: what to tell somebody whose mapping fits nothing. */
    static List<String> leaves(Map<?, ?> fields, int most) {
        TreeSet<String> found = new TreeSet<>();
        collect(fields, "", found, most, 0);
        return new ArrayList<>(found);
    }

    private static void collect(Object at, String path, TreeSet<String> found, int most, int depth) {
        if (found.size() >= most || depth > DEEPEST) {
            return;
        }
        if (at instanceof Map<?, ?> map) {
            map.forEach((name, value) ->
                    collect(value, path.isEmpty() ? String.valueOf(name) : path + '.' + name, found, most, depth + 1));
        } else if (at instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(list.get(i), path + '[' + i + ']', found, most, depth + 1);
            }
        } else if (at != null) {
            found.add(path);
        }
    }
}

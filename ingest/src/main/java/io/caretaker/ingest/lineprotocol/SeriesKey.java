package io.caretaker.ingest.lineprotocol;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Measurement and tags of a line, without escapes.
 *
 * @param tags by name, each name once
 */
public record SeriesKey(String measurement, List<Tag> tags) {
    public record Tag(String name, String value) {}

    public SeriesKey {
        tags = List.copyOf(tags);
    }

    /** The value of a tag. */
    public Optional<String> tag(String name) {
        return tags.stream().filter(t -> t.name().equals(name)).map(Tag::value).findFirst();
    }

    /** As line protocol writes it, tags by name: what the registry knows the series by. */
    public String canonical() {
        StringBuilder out = new StringBuilder();
        Text.escape(measurement, Text.IN_MEASUREMENT, out);
        for (Tag tag : tags) {
            out.append(',');
            Text.escape(tag.name(), Text.IN_KEY, out);
            out.append('=');
            Text.escape(tag.value(), Text.IN_KEY, out);
        }
        return out.toString();
    }

    /** What parsing came to: a key, or where it is none. */
    sealed interface Parsed {
        record Key(SeriesKey key) implements Parsed {}

        /** @param at index of the byte that does not fit */
        record Wrong(int at, String expected) implements Parsed {}
    }

    /** Parses bytes that hold neither the end of a line nor a space without a backslash before it. */
    static Parsed parse(byte[] bytes, int from, int to) {
        int end = name(bytes, from, to, false);
        if (end == from || bytes[from] == '#') {
            return new Parsed.Wrong(from, "the name of a measurement");
        }
        if (!Text.isUtf8(bytes, from, to)) {
            return new Parsed.Wrong(from, "text in UTF-8");
        }
        String measurement = Text.unescaped(bytes, from, end, Text.IN_MEASUREMENT);
        List<Tag> tags = new ArrayList<>();
        int at = end;
        while (at < to) {
            int name = at + 1;
            int nameEnd = bytes[at] == ',' ? name(bytes, name, to, true) : name;
            if (nameEnd == name || nameEnd == to || bytes[nameEnd] != '=') {
                return new Parsed.Wrong(nameEnd, nameEnd == name ? "a comma and the name of a tag" : "= and its value");
            }
            int value = nameEnd + 1;
            at = value(bytes, value, to);
            if (at == value) {
                return new Parsed.Wrong(value, "the value of the tag");
            }
            tags.add(new Tag(
                    Text.unescaped(bytes, name, nameEnd, Text.IN_KEY), Text.unescaped(bytes, value, at, Text.IN_KEY)));
        }
        tags.sort(Comparator.comparing(Tag::name));
        for (int i = 1; i < tags.size(); i++) {
            if (tags.get(i).name().equals(tags.get(i - 1).name())) {
                return new Parsed.Wrong(
                        from, "each tag once, not " + tags.get(i).name() + " twice");
            }
        }
        return new Parsed.Key(new SeriesKey(measurement, tags));
    }

    /** Where a name ends: at a comma or, in tags, an equals sign without a backslash before it, or a control character. */
    private static int name(byte[] bytes, int from, int to, boolean inTag) {
        int at = from;
        while (at < to && !Text.isControl(bytes[at]) && !ends(bytes, from, at, inTag)) {
            at++;
        }
        return at;
    }

    /** Where the value of a tag ends. Control characters may be in it: the makers' corpus has it so. */
    private static int value(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !ends(bytes, from, at, true)) {
            at++;
        }
        return at;
    }

    private static boolean ends(byte[] bytes, int from, int at, boolean inTag) {
        return (bytes[at] == ',' || inTag && bytes[at] == '=') && !(at > from && bytes[at - 1] == '\\');
    }
}

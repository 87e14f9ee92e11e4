package io.caretaker.model;

/** A value from outside that does not fit: names the field, the value and what is expected. Shown to people as it is. */
public final class InvalidValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String value;
    private final String expected;

    public InvalidValue(String field, Object value, String expected) {
        super(field + ": got " + quoted(value) + ", expected " + expected);
        this.field = field;
        this.value = value == null ? null : String.valueOf(value);
        this.expected = expected;
    }

    public String field() {
        return field;
    }

    /** The offending value as text, or null where it was absent. */
    public String value() {
        return value;
    }

    public String expected() {
        return expected;
    }

    private static String quoted(Object value) {
        if (value == null) {
            return "nothing";
        }
        String text = String.valueOf(value);
        return '"' + (text.length() > 80 ? text.substring(0, 77) + "..." : text) + '"';
    }
}

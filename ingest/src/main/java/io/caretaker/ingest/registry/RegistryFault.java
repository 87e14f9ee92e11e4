package io.caretaker.ingest.registry;

/**
 * One thing that does not fit in a registry document.
 *
 * @param path where, as {@code devices[3].asset}
 * @param value what stands there, empty where nothing does
 * @param expected what would fit
 */
public record RegistryFault(String path, String value, String expected) {
    static RegistryFault of(String path, Object value, String expected) {
        String text = value == null ? "" : String.valueOf(value);
        return new RegistryFault(path, text.length() > 120 ? text.substring(0, 117) + "..." : text, expected);
    }

    /** One sentence: path, value, expected. */
    public String sentence() {
        return path + ": got " + (value.isEmpty() ? "nothing" : '"' + value + '"') + ", expected " + expected;
    }
}

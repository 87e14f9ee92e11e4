package io.caretaker.model;

import java.util.regex.Pattern;

/** What an id of an estate, asset, device, profile, rule or person looks like. */
public final class Ids {
    /** Expectation in words, for error messages. */
    public static final String EXPECTED =
            "1 to 64 characters of a-z, 0-9, '-', '_' or '.', beginning with a letter or digit";

    private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,63}");

    private Ids() {}

    public static boolean valid(String id) {
        return id != null && VALID.matcher(id).matches();
    }

    /**
     * The id itself.
     *
     * @throws InvalidValue when it is not a valid id
     */
    public static String require(String field, String id) {
        if (!valid(id)) {
            throw new InvalidValue(field, id, EXPECTED);
        }
        return id;
    }
}

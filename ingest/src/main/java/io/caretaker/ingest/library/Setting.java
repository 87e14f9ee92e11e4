package io.caretaker.ingest.library;

import io.caretaker.model.InvalidValue;
import io.caretaker.model.Text;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What only the place knows about a device of the model: litres a pulse, height above the ground.
 *
 * @param name lower case with underscores
 * @param unit UCUM unit of the value
 * @param initial the value where nobody chose another
 * @param min lowest value that makes sense, inclusive
 * @param max highest value that makes sense, inclusive
 */
public record Setting(String name, Text label, String unit, double initial, double min, double max) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    public Setting {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new InvalidValue("name", name, "a name of a-z, 0-9 and '_'");
        }
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(unit, "unit");
        if (!(min <= initial && initial <= max)) {
            throw new InvalidValue("initial", initial, "a number of " + min + " to " + max);
        }
    }

    boolean allows(double value) {
        return min <= value && value <= max;
    }
}

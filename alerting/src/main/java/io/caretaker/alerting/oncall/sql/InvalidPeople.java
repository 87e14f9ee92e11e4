package io.caretaker.alerting.oncall.sql;

import io.caretaker.model.InvalidValue;
import java.util.List;
import java.util.stream.Collectors;

/** Persons or rotas that cannot be stored, with every fault. Nothing of the change was stored. */
public final class InvalidPeople extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<InvalidValue> faults;

    InvalidPeople(List<InvalidValue> faults) {
        super(faults.stream().map(InvalidValue::getMessage).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** At least one; the field carries its place, as {@code rotas[0].persons[1]}. */
    public List<InvalidValue> faults() {
        return faults;
    }
}

package io.caretaker.alerting.rule;

import io.caretaker.model.InvalidValue;
import java.util.List;
import java.util.stream.Collectors;

/** A document of rules or faults that does not fit. Each problem names its place, field, value and what is expected. */
public final class InvalidDocument extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * @param line 1-based, 0 where the document has none
     * @param column 1-based
     */
    public record Problem(int line, int column, InvalidValue what) {
        @Override
        public String toString() {
            return line == 0 ? what.getMessage() : "line " + line + ", column " + column + ": " + what.getMessage();
        }
    }

    public InvalidDocument(String name, List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ", name + ": ", "")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}

package io.caretaker.sim.replay;

import java.util.List;

/** What is wrong in recorded files, a line each: file, line, column, value, expectation. */
public final class InvalidRecording extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidRecording(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}

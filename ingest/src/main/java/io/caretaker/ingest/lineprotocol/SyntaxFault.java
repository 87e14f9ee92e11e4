package io.caretaker.ingest.lineprotocol;

/**
 * Where a line is no line protocol.
 *
 * @param line 1-based
 * @param column 1-based, in bytes
 * @param found what stands there, readable, at most {@value #FOUND_LENGTH} characters; empty at the end of the body
 * @param expected what could stand there
 */
public record SyntaxFault(int line, int column, String found, String expected) {
    static final int FOUND_LENGTH = 40;

    /** Field of a rejection: where. */
    public String where() {
        return "line " + line + ", column " + column;
    }
}

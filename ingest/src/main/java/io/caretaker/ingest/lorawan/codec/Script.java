package io.caretaker.ingest.lorawan.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.graalvm.polyglot.Source;

/**
 * A vendor's script made callable without a change to it: its text becomes the body of a function, so that every call starts
 * with fresh variables. Network servers run each payload in a new engine, and codecs rely on it: they keep a read position
 * in a variable of the top level. A new function costs microseconds, a new context milliseconds.
 */
final class Script {
    static final String LANGUAGE = "js";
    /** Answers {@code [decodeUplink, Decode, Decoder, encodeDownlink, Encode, Encoder]}, null for each that there is not. */
    private static final String EPILOGUE = "\n;return [" + function("decodeUplink") + function("Decode")
            + function("Decoder") + function("encodeDownlink") + function("Encode") + function("Encoder") + "];})";

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** The script alone: what is no script by itself must not become one by what stands around it. */
    final Source bare;
    /** An expression: the function. On the script's first line, so that line numbers and a strict directive hold. */
    final Source wrapped;

    Script(String name, String text) {
        String clean = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        this.bare = source(name, clean);
        this.wrapped = source(name, "(function(){" + clean + EPILOGUE);
    }

    /** Of our own. */
    static Source source(String name, String text) {
        try {
            return Source.newBuilder(LANGUAGE, text, name).build();
        } catch (IOException e) {
            throw new UncheckedIOException("reading a script that is in memory", e);
        }
    }

    private static String function(String name) {
        return "typeof " + name + "===\"function\"?" + name + ":null,";
    }
}

package io.caretaker.ingest.meter;

import io.caretaker.ingest.deadletter.Protocol;
import java.util.Optional;

/** A meter protocol on a serial line. Stateless; safe for use by several threads. */
public interface Dialect {
    /** Scheme of its addresses. */
    String scheme();

    /** Digits that an address has. */
    int digits();

    Protocol protocol();

    /** How many things a meter is asked for in one poll, 1 or more. */
    int questions();

    /** Name of what the question asks for: see {@link Telegram.Content.Values#item}. */
    String item(int question);

    /** How many ways there are to ask, because makers read the standard differently; 1 or more. */
    int variants();

    /** The question as bytes, wake-up included. */
    byte[] question(MeterAddress meter, int question, int variant);

    /** Somebody who listens to a line from now on. */
    Hearing listen();

    /** UCUM unit of a field, empty for one that has none. */
    Optional<String> unitOf(String field);

    /** Telegrams out of the bytes of one line. Not safe for several threads. */
    interface Hearing {
        void append(byte[] bytes);

        /** The next telegram, or null when more bytes are needed. */
        Telegram next();

        /** No more bytes of the frame that has begun will come; call {@link #next} again. */
        void giveUp();

        boolean waiting();

        /** Bytes that belonged to no frame. */
        long noise();
    }
}

package io.caretaker.ingest.gb26875;

import java.util.List;

/** The application data of a frame. */
public sealed interface AppData {
    /** Code of the type, 0 to 255, as 2 for the status of parts. */
    int type();

    /** Objects that the data claims to hold. */
    int count();

    /** Data whose objects could be read. */
    record Objects(int type, List<AppObject> objects) implements AppData {
        public Objects {
            objects = List.copyOf(objects);
        }

        @Override
        public int count() {
            return objects.size();
        }
    }

    /** Data of a type that is reserved or a vendor's own (128 to 254). */
    record Unknown(int type, int count) implements AppData {}

    /**
     * Data of a known type that does not hold what it has to.
     *
     * @param at position in the data, 0-based
     * @param expected what should have been there
     */
    record Malformed(int type, int count, int at, String expected) implements AppData {}

    /** No type and count: fewer than 2 bytes. */
    record Short(int bytes) implements AppData {
        @Override
        public int type() {
            return -1;
        }

        @Override
        public int count() {
            return 0;
        }
    }
}

package io.caretaker.ingest.gb26875;

import java.util.EnumSet;
import java.util.Set;

/** A bit of a status or operation word, with the name that a profile's mapping calls it by. */
public sealed interface Flag {
    int bit();

    /** Name of the field, as {@code fire_alarm}. */
    String field();

    default boolean in(int word) {
        return (word >> bit() & 1) == 1;
    }

    /** The flags that are set in the word; bits that the standard does not define are left out. */
    static <F extends Enum<F> & Flag> Set<F> in(Class<F> kind, int word) {
        EnumSet<F> set = EnumSet.allOf(kind);
        set.removeIf(flag -> !flag.in(word));
        return set;
    }

    /** Status of a system, type 1. */
    enum OfSystem implements Flag {
        /** Clear while it is being tested. */
        NORMAL(0, "normal"),
        FIRE_ALARM(1, "fire_alarm"),
        FAULT(2, "fault"),
        SHIELDED(3, "shielded"),
        SUPERVISED(4, "supervised"),
        STARTED(5, "started"),
        FEEDBACK(6, "feedback"),
        DELAYED(7, "delayed"),
        MAIN_POWER_FAULT(8, "main_power_fault"),
        BACKUP_POWER_FAULT(9, "backup_power_fault"),
        BUS_FAULT(10, "bus_fault"),
        MANUAL(11, "manual"),
        CONFIGURATION_CHANGED(12, "configuration_changed"),
        RESET(13, "reset");

        private final int bit;
        private final String field;

        OfSystem(int bit, String field) {
            this.bit = bit;
            this.field = field;
        }

        @Override
        public int bit() {
            return bit;
        }

        @Override
        public String field() {
            return field;
        }
    }

    /** Status of a part, type 2. */
    enum OfPart implements Flag {
        /** Clear while it is being tested. */
        NORMAL(0, "normal"),
        FIRE_ALARM(1, "fire_alarm"),
        FAULT(2, "fault"),
        SHIELDED(3, "shielded"),
        SUPERVISED(4, "supervised"),
        STARTED(5, "started"),
        FEEDBACK(6, "feedback"),
        DELAYED(7, "delayed"),
        POWER_FAULT(8, "power_fault");

        private final int bit;
        private final String field;

        OfPart(int bit, String field) {
            this.bit = bit;
            this.field = field;
        }

        @Override
        public int bit() {
            return bit;
        }

        @Override
        public String field() {
            return field;
        }
    }

    /** Status of the transmission device itself, type 21. */
    enum OfDevice implements Flag {
        /** Clear while it is being tested. */
        NORMAL(0, "normal"),
        FIRE_ALARM(1, "fire_alarm"),
        FAULT(2, "fault"),
        MAIN_POWER_FAULT(3, "main_power_fault"),
        BACKUP_POWER_FAULT(4, "backup_power_fault"),
        CENTRE_LINK_FAULT(5, "centre_link_fault"),
        SYSTEM_LINK_FAULT(6, "system_link_fault");

        private final int bit;
        private final String field;

        OfDevice(int bit, String field) {
            this.bit = bit;
            this.field = field;
        }

        @Override
        public int bit() {
            return bit;
        }

        @Override
        public String field() {
            return field;
        }
    }

    /** What somebody did at a panel or transmission device, types 4 and 24. */
    enum Operation implements Flag {
        RESET(0, "reset"),
        SILENCE(1, "silence"),
        MANUAL_ALARM(2, "manual_alarm"),
        CANCEL_ALARM(3, "cancel_alarm"),
        SELF_TEST(4, "self_test"),
        CONFIRM(5, "confirm"),
        TEST(6, "test");

        private final int bit;
        private final String field;

        Operation(int bit, String field) {
            this.bit = bit;
            this.field = field;
        }

        @Override
        public int bit() {
            return bit;
        }

        @Override
        public String field() {
            return field;
        }
    }
}

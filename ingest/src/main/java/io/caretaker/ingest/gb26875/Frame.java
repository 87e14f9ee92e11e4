package io.caretaker.ingest.gb26875;

import io.caretaker.model.InvalidValue;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * One frame. The array is the frame's own: it is neither copied nor to be changed.
 *
 * @param serial 0 to 65,535; the answer repeats it
 * @param version major and minor, as 0x0101 for 1.1
 * @param time when it was sent, by the sender's clock
 * @param command code of the command, 0 to 255; see {@link #known()}
 * @param data application data, 0 to {@value #MAX_DATA} bytes; empty in confirmations and denials
 */
public record Frame(
        int serial, int version, WireTime time, WireAddress source, WireAddress destination, int command, byte[] data) {
    /** GB/T 26875.3-2011, length of the application data unit. */
    public static final int MAX_DATA = 1024;

    /** 1.1, what devices of the 2011 edition send. */
    public static final int VERSION = 0x0101;

    public Frame {
        within("serial", serial, 0xffff);
        within("version", version, 0xffff);
        within("command", command, 0xff);
        within("data.length", data.length, MAX_DATA);
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(destination, "destination");
    }

    public Optional<Command> known() {
        return Command.of(command);
    }

    public boolean is(Command wanted) {
        return command == wanted.code();
    }

    /** The answer without data: same serial number and version, addresses swapped. */
    public Frame answer(Command command, WireTime now) {
        return new Frame(serial, version, now, destination, source, command.code(), new byte[0]);
    }

    private static void within(String field, int value, int max) {
        if (value < 0 || value > max) {
            throw new InvalidValue(field, value, "0 to " + max);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frame o
                && serial == o.serial
                && version == o.version
                && command == o.command
                && time.equals(o.time)
                && source.equals(o.source)
                && destination.equals(o.destination)
                && Arrays.equals(data, o.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(serial, version, command, time, source, destination, Arrays.hashCode(data));
    }
}

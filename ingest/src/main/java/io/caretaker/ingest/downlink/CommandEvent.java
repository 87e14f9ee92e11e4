package io.caretaker.ingest.downlink;

/** What happens to a command. */
public sealed interface CommandEvent {
    /** A person agrees. */
    record Confirmed(String by) implements CommandEvent {}

    /** A person takes it back. */
    record Cancelled(String by) implements CommandEvent {}

    /** It went out on a wire. */
    record Sent() implements CommandEvent {}

    /** The connection ended before the device acknowledged it. */
    record Lost() implements CommandEvent {}

    /** The device has it. */
    record Acknowledged() implements CommandEvent {}

    /** The device says that it did it. */
    record Executed(String note) implements CommandEvent {}

    /** The device, or the network in between, says that it cannot. */
    record Failed(String reason) implements CommandEvent {}

    /** Time passed. */
    record Tick() implements CommandEvent {}
}

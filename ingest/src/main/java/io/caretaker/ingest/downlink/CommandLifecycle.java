package io.caretaker.ingest.downlink;

import io.caretaker.ingest.downlink.CommandEvent.Acknowledged;
import io.caretaker.ingest.downlink.CommandEvent.Cancelled;
import io.caretaker.ingest.downlink.CommandEvent.Confirmed;
import io.caretaker.ingest.downlink.CommandEvent.Executed;
import io.caretaker.ingest.downlink.CommandEvent.Failed;
import io.caretaker.ingest.downlink.CommandEvent.Lost;
import io.caretaker.ingest.downlink.CommandEvent.Sent;
import io.caretaker.ingest.downlink.CommandEvent.Tick;
import java.time.Duration;

/**
 * The life of a command. Total and pure: every state answers every event, time comes in with it, and what does not apply
 * leaves the command as it is, with the reason.
 *
 * <pre>
 *                  confirmed   cancelled   sent   lost     acknowledged   executed   failed   tick, time over
 * awaiting         queued (1)  cancelled   –      –        –              –          –        expired (2)
 * queued           –           cancelled   sent   –        –              –          –        expired
 * sent             –           –           –      queued   acknowledged   executed   failed   expired
 * acknowledged     –           –           –      –        –              executed   failed   expired
 * executed, failed, expired, cancelled: –
 * </pre>
 *
 * (1) by another person than asked for it, and in time. (2) after {@link #CONFIRM_WITHIN}.
 */
public final class CommandLifecycle {
    /** Four eyes must look at the same situation: later, somebody has to ask again. */
    public static final Duration CONFIRM_WITHIN = Duration.ofMinutes(15);

    /** @param refused why the event does not apply, empty when it does */
    public record Transition(DeviceCommand command, String refused) {
        public boolean applies() {
            return refused.isEmpty();
        }
    }

    private CommandLifecycle() {}

    public static Transition next(DeviceCommand command, CommandEvent event, long nowMicros) {
        if (command.state().isOver()) {
            return refused(command, "the command is over");
        }
        if (timeOver(command, nowMicros)) {
            return moved(command, CommandState.EXPIRED, expiry(command), nowMicros);
        }
        if (event instanceof Tick) {
            return refused(command, "its time is not over");
        }
        return switch (command.state()) {
            case AWAITING_CONFIRMATION -> awaiting(command, event, nowMicros);
            case QUEUED -> queued(command, event, nowMicros);
            case SENT -> sent(command, event, nowMicros);
            default -> answer(command, event, nowMicros);
        };
    }

    private static Transition awaiting(DeviceCommand command, CommandEvent event, long nowMicros) {
        if (event instanceof Confirmed confirmed) {
            return confirmed.by().equals(command.requestedBy())
                    ? refused(command, "a second person has to confirm it")
                    : moved(command.confirmed(confirmed.by()), CommandState.QUEUED, "", nowMicros);
        }
        return cancel(command, event, nowMicros, "it has not been confirmed");
    }

    private static Transition queued(DeviceCommand command, CommandEvent event, long nowMicros) {
        if (event instanceof Sent) {
            return moved(command, CommandState.SENT, "", nowMicros);
        }
        return cancel(command, event, nowMicros, "it has not been sent");
    }

    private static Transition cancel(DeviceCommand command, CommandEvent event, long nowMicros, String otherwise) {
        return event instanceof Cancelled
                ? moved(command, CommandState.CANCELLED, "", nowMicros)
                : refused(command, otherwise);
    }

    private static Transition sent(DeviceCommand command, CommandEvent event, long nowMicros) {
        if (event instanceof Lost) {
            return moved(command, CommandState.QUEUED, "", nowMicros);
        }
        if (event instanceof Acknowledged) {
            return moved(command, CommandState.ACKNOWLEDGED, "", nowMicros);
        }
        return answer(command, event, nowMicros);
    }

    private static Transition answer(DeviceCommand command, CommandEvent event, long nowMicros) {
        if (event instanceof Executed executed) {
            return moved(command, CommandState.EXECUTED, executed.note(), nowMicros);
        }
        if (event instanceof Failed failed) {
            return moved(command, CommandState.FAILED, failed.reason(), nowMicros);
        }
        return refused(command, "the device has it already");
    }

    private static boolean timeOver(DeviceCommand command, long nowMicros) {
        return nowMicros > command.expiresMicros()
                || command.state() == CommandState.AWAITING_CONFIRMATION
                        && nowMicros > command.requestedMicros() + CONFIRM_WITHIN.toNanos() / 1_000;
    }

    private static String expiry(DeviceCommand command) {
        return switch (command.state()) {
            case AWAITING_CONFIRMATION -> "nobody confirmed it in time";
            case QUEUED -> "the device was not reached in time";
            default -> "the device did not answer in time";
        };
    }

    private static Transition moved(DeviceCommand command, CommandState next, String note, long nowMicros) {
        return new Transition(command.to(next, note, nowMicros), "");
    }

    private static Transition refused(DeviceCommand command, String why) {
        return new Transition(command, why);
    }
}

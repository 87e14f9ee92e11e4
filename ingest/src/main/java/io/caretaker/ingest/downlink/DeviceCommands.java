package io.caretaker.ingest.downlink;

import io.caretaker.ingest.downlink.CommandEvent.Tick;
import io.caretaker.ingest.downlink.CommandLifecycle.Transition;
import io.caretaker.ingest.downlink.CommandStore.Step;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.TopologySource;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * All commands: asked for, confirmed, sent, answered, expired. A change shows only when it is stored. Blocks on I/O; safe
 * for use by several threads.
 */
public final class DeviceCommands {
    /** Nobody is on a wire that a person acts by: steps that the service makes itself. */
    private static final String SERVICE = "service";

    private static final Duration LONGEST = Duration.ofDays(7);
    /** A valve must not move by the command of an hour ago. */
    private static final Duration LONGEST_SAFETY = Duration.ofHours(1);

    private static final Duration USUAL = Duration.ofHours(24);
    /** More would only pile up at a device that does not come. */
    private static final int MOST_OPEN = 20;

    private static final int LONGEST_NOTE = 500;

    private final CommandCatalogue catalogue;
    private final CommandStore store;
    private final TopologySource topology;
    private final Clock clock;
    private final SecureRandom random;
    private final List<DownlinkSender> senders = new CopyOnWriteArrayList<>();
    private final Map<String, DeviceCommand> open = new LinkedHashMap<>();

    /** Loads what is open. What was on a wire when the service stopped goes out again: devices know it by its id. */
    public DeviceCommands(
            CommandCatalogue catalogue, CommandStore store, TopologySource topology, Clock clock, SecureRandom random) {
        this.catalogue = catalogue;
        this.store = store;
        this.topology = topology;
        this.clock = clock;
        this.random = random;
        store.open().forEach(c -> open.put(c.id(), c));
        List.copyOf(open.values()).forEach(c -> {
            if (c.state() == CommandState.SENT) {
                move(c, new CommandEvent.Lost(), SERVICE);
            }
        });
    }

    public CommandCatalogue catalogue() {
        return catalogue;
    }

    /** Adds a wire. */
    public void through(DownlinkSender sender) {
        senders.add(sender);
    }

    /**
     * @return the new command, or the one that was asked for before with the same key
     * @throws InvalidValue when device, name, parameters or time do not fit
     * @throws CommandRefused when the key was used for something else, no wire leads to the device, or too many wait
     */
    public DeviceCommand request(CommandRequest request) {
        DeviceCommand command;
        Device device = topology.current()
                .device(request.device())
                .orElseThrow(() -> new InvalidValue("device", request.device(), "a device of the registry"));
        CommandKind kind = catalogue.kind(request.name());
        kind.check(request.parameters());
        synchronized (this) {
            Optional<DeviceCommand> before = request.idempotencyKey().flatMap(store::byKey);
            if (before.isPresent()) {
                return same(before.get(), request);
            }
            command = fresh(kind, request);
            if (senders.stream().noneMatch(s -> s.serves(device))) {
                throw new CommandRefused("no connection of the service carries commands to this device");
            }
            if (open.values().stream()
                            .filter(c -> c.device().equals(device.id()))
                            .count()
                    >= MOST_OPEN) {
                throw new CommandRefused("already " + MOST_OPEN + " commands wait for this device");
            }
            store.save(command, new Step(command.requestedMicros(), command.state(), request.by(), ""));
            open.put(command.id(), command);
        }
        announce(command);
        return command;
    }

    /** The second person agrees. @throws CommandRefused when the command does not wait for this person */
    public DeviceCommand confirm(String id, String by) {
        return decide(id, new CommandEvent.Confirmed(by), by);
    }

    /** @throws CommandRefused when it is on its way already, or over */
    public DeviceCommand cancel(String id, String by) {
        return decide(id, new CommandEvent.Cancelled(by), by);
    }

    private DeviceCommand decide(String id, CommandEvent event, String by) {
        DeviceCommand before = find(id).orElseThrow(() -> new InvalidValue("command", id, "the id of a command"));
        Transition transition = move(before, event, by);
        if (!transition.applies()) {
            throw new CommandRefused(transition.refused());
        }
        if (transition.command().state() == CommandState.EXPIRED) {
            throw new CommandRefused(transition.command().note());
        }
        announce(transition.command());
        return transition.command();
    }

    /** A wire tells what became of the command; what does not apply (any more) is left. */
    public void tell(String id, CommandEvent event, String actor) {
        DeviceCommand before;
        synchronized (this) {
            before = open.get(id);
        }
        if (before != null) {
            move(before, event, actor);
        }
    }

    /**
     * The device answers.
     *
     * @param answer acknowledged, executed or failed; a note that is too long is cut
     * @return whether there is such a command of this device
     */
    public boolean answer(String device, String id, CommandEvent answer) {
        Optional<DeviceCommand> command = find(id).filter(c -> c.device().equals(device));
        command.ifPresent(c -> tell(id, cut(answer), "device:" + device));
        return command.isPresent();
    }

    private static CommandEvent cut(CommandEvent answer) {
        if (answer instanceof CommandEvent.Executed executed) {
            return new CommandEvent.Executed(cut(executed.note()));
        }
        return answer instanceof CommandEvent.Failed failed ? new CommandEvent.Failed(cut(failed.reason())) : answer;
    }

    private static String cut(String note) {
        return note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note;
    }

    /** What of the device went out and was not acknowledged waits again. */
    public void lost(String device) {
        of(device, CommandState.SENT).forEach(c -> move(c, new CommandEvent.Lost(), SERVICE));
    }

    /** Commands that wait for the device, oldest first. */
    public List<DeviceCommand> queued(String device) {
        return of(device, CommandState.QUEUED);
    }

    /** Commands that are on the wire to the device. */
    public List<DeviceCommand> sent(String device) {
        return of(device, CommandState.SENT);
    }

    private synchronized List<DeviceCommand> of(String device, CommandState state) {
        return open.values().stream()
                .filter(c -> c.device().equals(device) && c.state() == state)
                .toList();
    }

    /** Ends what nobody confirmed, reached or answered in time. To be called every few seconds. */
    public void expire() {
        List<DeviceCommand> all;
        synchronized (this) {
            all = new ArrayList<>(open.values());
        }
        all.forEach(c -> {
            Transition transition = move(c, new Tick(), SERVICE);
            if (transition.applies() && c.state() == CommandState.SENT) {
                over(c.device());
            }
        });
    }

    private void over(String device) {
        topology.current()
                .device(device)
                .ifPresent(d -> senders.stream().filter(s -> s.serves(d)).forEach(s -> s.expired(d)));
    }

    public Optional<DeviceCommand> find(String id) {
        return store.find(id);
    }

    public List<DeviceCommand> newest(String device, int limit) {
        return store.of(device, limit);
    }

    public List<Step> steps(String id) {
        return store.steps(id);
    }

    private synchronized Transition move(DeviceCommand seen, CommandEvent event, String actor) {
        DeviceCommand now = open.getOrDefault(seen.id(), seen);
        long micros = Times.micros(clock.instant());
        Transition transition = CommandLifecycle.next(now, event, micros);
        if (!transition.applies()) {
            return transition;
        }
        DeviceCommand after = transition.command();
        boolean expired = after.state() == CommandState.EXPIRED;
        store.save(after, new Step(micros, after.state(), expired ? SERVICE : actor, after.note()));
        if (after.state().isOver()) {
            open.remove(after.id());
        } else {
            open.put(after.id(), after);
        }
        return transition;
    }

    private void announce(DeviceCommand command) {
        if (command.state() == CommandState.QUEUED) {
            topology.current()
                    .device(command.device())
                    .ifPresent(d -> senders.stream().filter(s -> s.serves(d)).forEach(s -> s.waiting(d)));
        }
    }

    private static DeviceCommand same(DeviceCommand before, CommandRequest request) {
        boolean same = before.device().equals(request.device())
                && before.name().equals(request.name())
                && before.parameters().equals(request.parameters());
        if (!same) {
            throw new CommandRefused("the idempotency key was used for another command, " + before.id());
        }
        return before;
    }

    private DeviceCommand fresh(CommandKind kind, CommandRequest request) {
        Duration longest = kind.safetyRelevant() ? LONGEST_SAFETY : LONGEST;
        Duration within = request.within().orElse(kind.safetyRelevant() ? LONGEST_SAFETY : USUAL);
        if (within.compareTo(Duration.ofSeconds(10)) < 0 || within.compareTo(longest) > 0) {
            throw new InvalidValue("within", within, "a duration of PT10S to " + longest);
        }
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        String id = "c-" + HexFormat.of().formatHex(bytes);
        long now = Times.micros(clock.instant());
        return new DeviceCommand(
                id,
                request.device(),
                kind.name(),
                request.parameters(),
                kind.safetyRelevant(),
                kind.safetyRelevant() ? CommandState.AWAITING_CONFIRMATION : CommandState.QUEUED,
                request.by(),
                now,
                "",
                now + within.toNanos() / 1_000,
                now,
                request.idempotencyKey().orElse(id),
                "");
    }
}

package io.caretaker.dashboards.console;

import io.caretaker.ingest.downlink.CommandState;
import io.caretaker.ingest.downlink.CommandStore;
import io.caretaker.ingest.downlink.DeviceCommand;
import io.caretaker.model.Times;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Commands of one device, in memory. */
final class CommandsInMemory implements CommandStore {
    private final Map<String, DeviceCommand> commands = new ConcurrentHashMap<>();

    void add(
            String id,
            String name,
            Map<String, Double> parameters,
            CommandState state,
            String by,
            String confirmedBy,
            long secondsAgo,
            String note) {
        long time = Times.micros(World.NOW.minusSeconds(secondsAgo));
        commands.put(
                id,
                new DeviceCommand(
                        id,
                        "qixia-z1-p5.dev",
                        name,
                        parameters,
                        name.startsWith("valve"),
                        state,
                        by,
                        time,
                        confirmedBy,
                        Times.micros(World.NOW.plusSeconds(3_000)),
                        time,
                        id,
                        note));
    }

    @Override
    public void save(DeviceCommand command, Step step) {
        commands.put(command.id(), command);
    }

    @Override
    public Optional<DeviceCommand> find(String id) {
        return Optional.ofNullable(commands.get(id));
    }

    @Override
    public Optional<DeviceCommand> byKey(String key) {
        return commands.values().stream()
                .filter(c -> c.idempotencyKey().equals(key))
                .findFirst();
    }

    @Override
    public List<DeviceCommand> open() {
        return commands.values().stream().filter(c -> !c.state().isOver()).toList();
    }

    @Override
    public List<DeviceCommand> of(String device, int limit) {
        return commands.values().stream()
                .filter(c -> c.device().equals(device))
                .sorted(Comparator.comparing(DeviceCommand::requestedMicros).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<Step> steps(String id) {
        return List.of();
    }
}

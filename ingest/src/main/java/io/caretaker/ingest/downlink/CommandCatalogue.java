package io.caretaker.ingest.downlink;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.caretaker.model.InvalidValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kinds of commands, as data. Immutable. */
public final class CommandCatalogue {
    private final Map<String, CommandKind> kinds = new LinkedHashMap<>();

    public CommandCatalogue(List<CommandKind> kinds) {
        kinds.forEach(k -> this.kinds.put(k.name(), k));
    }

    /** What the product ships with. */
    public static CommandCatalogue shipped() {
        try (InputStream in = CommandCatalogue.class.getResourceAsStream("commands.json")) {
            return new CommandCatalogue(List.of(JsonMapper.builder().build().readValue(in, CommandKind[].class)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the shipped kinds of commands", e);
        }
    }

    public List<CommandKind> kinds() {
        return List.copyOf(kinds.values());
    }

    /** @throws InvalidValue when there is no such kind */
    public CommandKind kind(String name) {
        CommandKind kind = kinds.get(name == null ? "" : name);
        if (kind == null) {
            throw new InvalidValue("name", name, "one of " + String.join(", ", kinds.keySet()));
        }
        return kind;
    }
}

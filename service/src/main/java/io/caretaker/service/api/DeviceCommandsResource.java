package io.caretaker.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.caretaker.ingest.downlink.CommandKind;
import io.caretaker.ingest.downlink.CommandRequest;
import io.caretaker.ingest.downlink.CommandStore;
import io.caretaker.ingest.downlink.DeviceCommand;
import io.caretaker.ingest.downlink.DeviceCommands;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.registry.audit.RegistryLog;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Times;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Commands to devices and what became of them. */
@Path("/api/v1")
@Tag(name = "Commands")
@Blocking
public class DeviceCommandsResource {
    private static final String READERS = "**";
    private static final int SHOWN = 100;
    private static final int LONGEST_KEY = 100;

    private final DeviceCommands commands;
    private final Registry registry;
    private final RegistryLog log;
    private final Caller caller;

    DeviceCommandsResource(DeviceCommands commands, Registry registry, RegistryLog log, Caller caller) {
        this.commands = commands;
        this.registry = registry;
        this.log = log;
        this.caller = caller;
    }

    /** @param within how long it may wait and take, as PT1H; absent: the default of the kind */
    public record CommandDraft(String name, Map<String, Double> parameters, Duration within) {}

    /** One change of state. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record StepView(Instant time, String state, String by, String note) {
        static StepView of(CommandStore.Step step) {
            return new StepView(Times.instant(step.timeMicros()), word(step.state()), step.actor(), step.note());
        }
    }

    /** @param steps how it came to be what it is; absent in lists */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record CommandView(
            String id,
            String device,
            String name,
            Map<String, Double> parameters,
            boolean safetyRelevant,
            String state,
            String requestedBy,
            Instant requested,
            String confirmedBy,
            Instant expires,
            Instant changed,
            String note,
            List<StepView> steps) {
        static CommandView of(DeviceCommand command, List<CommandStore.Step> steps) {
            return new CommandView(
                    command.id(),
                    command.device(),
                    command.name(),
                    command.parameters(),
                    command.safetyRelevant(),
                    word(command.state()),
                    command.requestedBy(),
                    Times.instant(command.requestedMicros()),
                    command.confirmedBy(),
                    Times.instant(command.expiresMicros()),
                    Times.instant(command.changedMicros()),
                    command.note(),
                    steps.stream().map(StepView::of).toList());
        }
    }

    @GET
    @Path("/command-kinds")
    @RolesAllowed(READERS)
    @Operation(summary = "What devices can be told to do, with ranges, and whether a second person has to confirm it")
    public List<CommandKind> kinds() {
        return commands.catalogue().kinds();
    }

    @POST
    @Path("/devices/{id}/commands")
    @RolesAllowed({"admin", "operator", "engineer"})
    @Operation(
            summary = "Asks a device to do something",
            description = "It waits until the device is connected, or until it expires. What is safety-relevant waits"
                    + " for a second person first, 15 minutes at most. The same Idempotency-Key is the same command.")
    public CommandView request(
            @RestPath String id, @HeaderParam("Idempotency-Key") String idempotencyKey, CommandDraft draft) {
        known(id);
        if (draft == null) {
            throw new InvalidValue(
                    "body", null, "a command such as {\"name\":\"lamp_dim\",\"parameters\":{\"level\":40}}");
        }
        if (idempotencyKey != null && (idempotencyKey.isBlank() || idempotencyKey.length() > LONGEST_KEY)) {
            throw new InvalidValue("Idempotency-Key", idempotencyKey, "1 to " + LONGEST_KEY + " characters");
        }
        DeviceCommand command = commands.request(new CommandRequest(
                id,
                draft.name(),
                draft.parameters() == null ? Map.of() : draft.parameters(),
                caller.id(),
                Optional.ofNullable(idempotencyKey),
                Optional.ofNullable(draft.within())));
        log.append(caller.id(), "command.requested", id, command.name() + " " + command.id());
        return CommandView.of(command, List.of());
    }

    @GET
    @Path("/devices/{id}/commands")
    @RolesAllowed(READERS)
    @Operation(summary = "The newest commands of the device, newest first")
    public List<CommandView> of(@RestPath String id) {
        known(id);
        return commands.newest(id, SHOWN).stream()
                .map(c -> CommandView.of(c, List.of()))
                .toList();
    }

    @GET
    @Path("/commands/{id}")
    @RolesAllowed(READERS)
    @Operation(summary = "A command with every change of its state")
    public CommandView command(@RestPath String id) {
        return commands.find(id)
                .map(c -> CommandView.of(c, commands.steps(id)))
                .orElseThrow(() -> InvalidRequest.notFound("command", id));
    }

    @POST
    @Path("/commands/{id}/confirm")
    @RolesAllowed({"admin", "operator", "engineer"})
    @Operation(summary = "The second person's word on a safety-relevant command; the administration token is no person")
    public CommandView confirm(@RestPath String id) {
        command(id);
        if (!caller.isPerson()) {
            throw InvalidRequest.conflict("A person has to confirm it, with an account of their own.");
        }
        DeviceCommand confirmed = commands.confirm(id, caller.id());
        log.append(caller.id(), "command.confirmed", confirmed.device(), confirmed.name() + " " + id);
        return command(id);
    }

    @POST
    @Path("/commands/{id}/cancel")
    @RolesAllowed({"admin", "operator", "engineer"})
    @Operation(summary = "Takes a command back that has not been sent")
    public CommandView cancel(@RestPath String id) {
        command(id);
        DeviceCommand cancelled = commands.cancel(id, caller.id());
        log.append(caller.id(), "command.cancelled", cancelled.device(), cancelled.name() + " " + id);
        return command(id);
    }

    private void known(String device) {
        if (registry.current().device(device).isEmpty()) {
            throw InvalidRequest.notFound("device", device);
        }
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

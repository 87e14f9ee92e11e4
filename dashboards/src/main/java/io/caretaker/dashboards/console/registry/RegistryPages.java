package io.caretaker.dashboards.console.registry;

import io.caretaker.dashboards.console.PeopleDirectory;
import io.caretaker.dashboards.console.registry.DeviceView.Shown;
import io.caretaker.dashboards.console.shell.Access;
import io.caretaker.dashboards.console.shell.CsrfChecked;
import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.shell.Page;
import io.caretaker.dashboards.console.shell.Shell;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.ingest.deadletter.DeadLetters;
import io.caretaker.ingest.downlink.CommandKind;
import io.caretaker.ingest.downlink.CommandRefused;
import io.caretaker.ingest.downlink.CommandRequest;
import io.caretaker.ingest.downlink.DeviceCommand;
import io.caretaker.ingest.downlink.DeviceCommands;
import io.caretaker.ingest.enrolment.Enrolment;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.registry.audit.RegistryLog;
import io.caretaker.ingest.twin.DeviceQuery.Found;
import io.caretaker.ingest.twin.Twins;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.estate.Device;
import io.caretaker.model.people.Person;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jboss.resteasy.reactive.RestForm;

/** The list of devices, and one device with what may be done to it. */
@Path("/registry")
@Blocking
public class RegistryPages {
    private static final int LETTERS = 10;
    private static final int DEEDS = 20;
    private static final int UNPROCESSABLE = 422;
    private static final Duration CODE_WITHIN = Duration.ofDays(7);

    private final Shell shell;
    private final Registry registry;
    private final Twins twins;
    private final DeadLetters letters;
    private final RegistryLog log;
    private final PeopleDirectory people;
    private final DeviceCommands commands;
    private final Enrolment enrolment;

    RegistryPages(
            Shell shell,
            Registry registry,
            Twins twins,
            DeadLetters letters,
            RegistryLog log,
            PeopleDirectory people,
            DeviceCommands commands,
            Enrolment enrolment) {
        this.enrolment = enrolment;
        this.commands = commands;
        this.shell = shell;
        this.registry = registry;
        this.twins = twins;
        this.letters = letters;
        this.log = log;
        this.people = people;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance devices(Page page, DeviceList view);

        static native TemplateInstance device(Page page, DeviceView view);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance list(
            @QueryParam("estate") @DefaultValue("") String estate,
            @QueryParam("profile") @DefaultValue("") String profile,
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("silent") @DefaultValue("") String silent,
            @QueryParam("battery") @DefaultValue("") String battery,
            @QueryParam("after") @DefaultValue("") String after) {
        Say say = shell.say();
        DeviceList view = DeviceList.of(
                new DeviceList.Asked(estate, profile, text, silent, battery, after),
                registry.current(),
                twins,
                say,
                shell.may(Access.IMPORT_REGISTRY),
                shell.may(Access.MANAGE_TOKENS),
                shell.may(Access.EXPORT_REGISTRY));
        return shell.localized(
                Templates.devices(shell.page("registry", say.words().of("nav", "devices"), estate), view));
    }

    @GET
    @Path("devices/{id}")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance device(@PathParam("id") String id) {
        return page(known(id), Shown.NOTHING, "");
    }

    /** Answers with the page itself: the token is told once, so there is nothing that a redirect could show. */
    @POST
    @Path("devices/{id}/token")
    @Produces(MediaType.TEXT_HTML)
    @CsrfChecked
    public TemplateInstance rotate(@PathParam("id") String id, @RestForm @DefaultValue("PT0H") String grace) {
        Person person = shell.require(Access.MANAGE_TOKENS);
        Device device = known(id);
        Duration duration = duration(grace);
        String token = registry.rotate(id, duration).tokens().get(id);
        log.append(person.id(), "token.rotated", id, duration.isZero() ? "" : duration.toString());
        return page(device, new Shown(token, ""), "");
    }

    /** As with a token: the code is told once. */
    @POST
    @Path("devices/{id}/claim-code")
    @Produces(MediaType.TEXT_HTML)
    @CsrfChecked
    public TemplateInstance claimCode(@PathParam("id") String id) {
        Person person = shell.require(Access.MANAGE_TOKENS);
        Device device = known(id);
        String code = enrolment.makeCode(id, CODE_WITHIN, person.id()).secret();
        return page(device, new Shown("", code), "");
    }

    @POST
    @Path("devices/{id}/revoke")
    @CsrfChecked
    public Response revoke(@PathParam("id") String id) {
        Person person = shell.require(Access.MANAGE_TOKENS);
        known(id);
        registry.revoke(id);
        log.append(person.id(), "token.revoked", id, "");
        return Response.seeOther(URI.create(Links.device(id))).build();
    }

    /** A request that is refused answers with the page and the reason. */
    @POST
    @Path("devices/{id}/commands")
    @Produces(MediaType.TEXT_HTML)
    @CsrfChecked
    public Response command(
            @PathParam("id") String id,
            @RestForm @DefaultValue("") String name,
            @RestForm @DefaultValue("") String value) {
        Person person = shell.require(Access.COMMAND_DEVICE);
        Device device = known(id);
        try {
            DeviceCommand command = commands.request(new CommandRequest(
                    id, name, parameters(name, value), person.id(), Optional.empty(), Optional.empty()));
            log.append(person.id(), "command.requested", id, command.name() + " " + command.id());
        } catch (InvalidValue | CommandRefused e) {
            return refused(device, e.getMessage());
        }
        return Response.seeOther(URI.create(Links.device(id))).build();
    }

    @POST
    @Path("commands/{id}/confirm")
    @Produces(MediaType.TEXT_HTML)
    @CsrfChecked
    public Response confirm(@PathParam("id") String id) {
        return decide(id, "command.confirmed", commands::confirm);
    }

    @POST
    @Path("commands/{id}/cancel")
    @Produces(MediaType.TEXT_HTML)
    @CsrfChecked
    public Response cancel(@PathParam("id") String id) {
        return decide(id, "command.cancelled", commands::cancel);
    }

    private Response decide(String id, String action, BiFunction<String, String, DeviceCommand> decision) {
        Person person = shell.require(Access.COMMAND_DEVICE);
        DeviceCommand command = commands.find(id).orElseThrow(NotFoundException::new);
        try {
            decision.apply(id, person.id());
        } catch (CommandRefused e) {
            return refused(known(command.device()), e.getMessage());
        }
        log.append(person.id(), action, command.device(), command.name() + " " + id);
        return Response.seeOther(URI.create(Links.device(command.device()))).build();
    }

    private Response refused(Device device, String why) {
        String problem = shell.say().words().filled("command.refused", Map.of("0", why));
        return Response.status(UNPROCESSABLE)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(page(device, Shown.NOTHING, problem).render())
                .build();
    }

    /** The form has one field for the one number that a kind takes. */
    private Map<String, Double> parameters(String name, String value) {
        List<CommandKind.Parameter> takes = commands.catalogue().kind(name).parameters();
        if (takes.isEmpty() || value.isBlank()) {
            return Map.of();
        }
        try {
            return Map.of(takes.get(0).name(), Double.valueOf(value.strip()));
        } catch (NumberFormatException e) {
            throw new InvalidValue(takes.get(0).name(), value, "a number");
        }
    }

    private String name(String actor) {
        return people.find(actor).map(Person::name).orElse(actor);
    }

    private TemplateInstance page(Device device, Shown shown, String problem) {
        Say say = shell.sayIn(device.estate());
        DeviceView view = DeviceView.of(
                new Found(device, twins.of(device.id())),
                registry.current(),
                registry.credentials(),
                letters.newestOf(device.id(), LETTERS),
                log.newest(Optional.of(device.id()), DEEDS),
                this::name,
                say,
                shown,
                CommandPanel.of(
                        device.id(),
                        commands,
                        this::name,
                        shell.person(),
                        shell.may(Access.COMMAND_DEVICE),
                        say,
                        problem),
                shell.may(Access.MANAGE_TOKENS));
        return shell.localized(Templates.device(shell.page("registry", device.id(), device.estate()), view));
    }

    private Device known(String id) {
        return registry.current().device(id).orElseThrow(NotFoundException::new);
    }

    private static Duration duration(String grace) {
        try {
            return Duration.parse(grace);
        } catch (DateTimeParseException e) {
            throw new InvalidValue("grace", grace, "a duration of PT0S to PT720H");
        }
    }
}

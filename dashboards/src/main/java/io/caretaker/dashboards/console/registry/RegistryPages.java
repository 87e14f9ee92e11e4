package io.caretaker.dashboards.console.registry;

import io.caretaker.dashboards.console.PeopleDirectory;
import io.caretaker.dashboards.console.shell.Access;
import io.caretaker.dashboards.console.shell.CsrfChecked;
import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.shell.Page;
import io.caretaker.dashboards.console.shell.Shell;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.ingest.deadletter.DeadLetters;
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
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** The list of devices, and one device with what may be done to it. */
@Path("/registry")
@Blocking
public class RegistryPages {
    private static final int LETTERS = 10;
    private static final int DEEDS = 20;

    private final Shell shell;
    private final Registry registry;
    private final Twins twins;
    private final DeadLetters letters;
    private final RegistryLog log;
    private final PeopleDirectory people;

    RegistryPages(
            Shell shell, Registry registry, Twins twins, DeadLetters letters, RegistryLog log, PeopleDirectory people) {
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
                shell.may(Access.EXPORT_REGISTRY));
        return shell.localized(
                Templates.devices(shell.page("registry", say.words().of("nav", "devices"), estate), view));
    }

    @GET
    @Path("devices/{id}")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance device(@PathParam("id") String id) {
        return page(known(id), "");
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
        return page(device, token);
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

    private TemplateInstance page(Device device, String newToken) {
        Say say = shell.sayIn(device.estate());
        DeviceView view = DeviceView.of(
                new Found(device, twins.of(device.id())),
                registry.current(),
                registry.credentials(),
                letters.newestOf(device.id(), LETTERS),
                log.newest(Optional.of(device.id()), DEEDS),
                actor -> people.find(actor).map(Person::name).orElse(actor),
                say,
                newToken,
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

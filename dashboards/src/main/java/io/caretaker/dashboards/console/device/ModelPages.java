package io.caretaker.dashboards.console.device;

import io.caretaker.dashboards.console.CodecDesk;
import io.caretaker.dashboards.console.ModelRegistry;
import io.caretaker.dashboards.console.device.ModelView.Detail;
import io.caretaker.dashboards.console.device.ModelView.Listing;
import io.caretaker.dashboards.console.shell.Access;
import io.caretaker.dashboards.console.shell.CsrfChecked;
import io.caretaker.dashboards.console.shell.Decisions;
import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.shell.Page;
import io.caretaker.dashboards.console.shell.Shell;
import io.caretaker.ingest.library.Choices;
import io.caretaker.ingest.library.DeviceLibrary;
import io.caretaker.ingest.library.DeviceModel;
import io.caretaker.ingest.lorawan.library.StoredCodec;
import io.caretaker.model.InvalidValue;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;

/** The device models that the product knows, and those that are installed. */
@Path("/models")
@Blocking
public class ModelPages {
    private static final int UNPROCESSABLE = 422;

    private final Shell shell;
    private final DeviceLibrary library;
    private final CodecDesk codecs;
    private final ModelRegistry registry;
    private final Decisions decisions;

    ModelPages(Shell shell, DeviceLibrary library, CodecDesk codecs, ModelRegistry registry, Decisions decisions) {
        this.shell = shell;
        this.library = library;
        this.codecs = codecs;
        this.registry = registry;
        this.decisions = decisions;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance models(Page page, Listing view);

        static native TemplateInstance model(Page page, Detail view);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance list(
            @QueryParam("shelf") @DefaultValue(ModelViews.INSTALLED) String shelf,
            @QueryParam("q") @DefaultValue("") String query) {
        shell.require(Access.SEE_MODELS);
        return shell.localized(Templates.models(
                shell.page("models", shell.say().words().of("nav", "models")),
                views().listing(shelf, query, shell.may(Access.INSTALL_MODEL))));
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance one(@PathParam("id") String id, @QueryParam("installed") String installed) {
        shell.require(Access.SEE_MODELS);
        DeviceModel model = model(id);
        return page(model, installed == null ? id : installed, Choices.USUAL, "", installed != null);
    }

    @POST
    @Path("{id}/install")
    @Produces(MediaType.TEXT_HTML)
    @CsrfChecked
    public CompletionStage<Response> install(
            @PathParam("id") String id,
            @RestForm @DefaultValue("") String profile,
            @RestForm List<String> setting,
            @RestForm List<String> value,
            @RestForm List<String> usual,
            @RestForm List<String> chosen) {
        Person person = shell.require(Access.INSTALL_MODEL);
        DeviceModel model = model(id);
        String name = profile.isBlank() ? id : profile.strip();
        Choices choices = Choices.USUAL;
        try {
            choices = new Choices(numbers(setting, value), pairs(usual, chosen));
            Set<String> estates = registry.put(model.profile(name, choices));
            return decisions.issue(
                    person,
                    "registry.changed",
                    "registry",
                    Map.of("estates", String.join(",", estates)),
                    "/models/" + Links.escaped(id) + "?installed=" + Links.escaped(name));
        } catch (IllegalArgumentException e) {
            TemplateInstance page = page(model, name, choices, e.getMessage(), false);
            return CompletableFuture.completedFuture(Response.status(UNPROCESSABLE)
                    .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                    .entity(page.render())
                    .build());
        }
    }

    private static Map<String, Double> numbers(List<String> names, List<String> values) {
        Map<String, Double> numbers = new HashMap<>();
        pairs(names, values).forEach((name, text) -> {
            try {
                numbers.put(name, Double.parseDouble(text.strip().replace(',', '.')));
            } catch (NumberFormatException e) {
                throw new InvalidValue("settings." + name, text, "a number");
            }
        });
        return numbers;
    }

    private static Map<String, String> pairs(List<String> keys, List<String> values) {
        if (keys.size() != values.size()) {
            throw new InvalidValue(
                    "form", values.size() + " values", "one value for each of " + keys.size() + " fields");
        }
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            pairs.put(keys.get(i), values.get(i));
        }
        return pairs;
    }

    private TemplateInstance page(DeviceModel model, String profile, Choices choices, String problem, boolean done) {
        Detail view = views().detail(model, profile, choices, problem, done, shell.may(Access.INSTALL_MODEL));
        return shell.localized(Templates.model(shell.page("models", view.name()), view));
    }

    private DeviceModel model(String id) {
        return library.model(id).orElseThrow(NotFoundException::new);
    }

    private ModelViews views() {
        Map<String, Integer> versions =
                codecs.codecs().stream().collect(Collectors.toMap(StoredCodec::id, StoredCodec::version));
        return new ModelViews(shell.say(), library, shell.topology(), versions);
    }
}

package io.caretaker.dashboards.console.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.dashboards.console.CodecDesk;
import io.caretaker.dashboards.console.device.BenchView.Comparison;
import io.caretaker.dashboards.console.device.BenchView.Draft;
import io.caretaker.dashboards.console.device.BenchView.Form;
import io.caretaker.dashboards.console.device.BenchView.Result;
import io.caretaker.dashboards.console.shell.Access;
import io.caretaker.dashboards.console.shell.CsrfChecked;
import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.shell.Page;
import io.caretaker.dashboards.console.shell.Shell;
import io.caretaker.ingest.library.DeviceLibrary;
import io.caretaker.ingest.lorawan.codec.CodecUplink;
import io.caretaker.ingest.lorawan.library.CodecDraft;
import io.caretaker.ingest.lorawan.library.StoredCodec;
import io.caretaker.ingest.lorawan.library.UplinkSample;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.people.Person;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** Where codecs are tried: on a payload that somebody types, on those that came, and a new version before it decodes. */
@Path("/bench")
@Blocking
public class BenchPages {
    private static final int UNPROCESSABLE = 422;
    private static final Form EMPTY_FORM = new Form("", "1", List.of(), Optional.empty(), "");

    private final Shell shell;
    private final CodecDesk desk;
    private final DeviceLibrary library;
    private final ObjectMapper json;

    BenchPages(Shell shell, CodecDesk desk, DeviceLibrary library, ObjectMapper json) {
        this.shell = shell;
        this.desk = desk;
        this.library = library;
        this.json = json;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance bench(Page page, BenchView.Page view);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance bench(@QueryParam("codec") @DefaultValue("") String codec) {
        shell.require(Access.SEE_MODELS);
        return page(codec, EMPTY_FORM, "", new Draft(codec, "", "", "", Optional.empty()));
    }

    /** Decodes what was typed. Changes nothing. */
    @POST
    @Path("decode")
    @Produces(MediaType.TEXT_HTML)
    @CsrfChecked
    public Response decode(
            @RestForm @DefaultValue("") String codec,
            @RestForm @DefaultValue("") String payload,
            @RestForm @DefaultValue("") String port,
            @RestForm @DefaultValue("") String profile) {
        shell.require(Access.SEE_MODELS);
        Draft draft = new Draft(codec, "", "", "", Optional.empty());
        try {
            CodecUplink uplink = new CodecUplink(PayloadHex.parse(payload), port(port));
            Map<String, Profile> profiles = views().profiles(codec);
            Optional<Profile> as = Optional.ofNullable(profiles.get(profile))
                    .or(() -> profiles.values().stream().findFirst());
            Result result = views().result(desk.decode(codec, uplink), as);
            return answer(
                    200, page(codec, new Form(payload, port, List.of(), Optional.of(result), ""), profile, draft));
        } catch (InvalidValue e) {
            Form form = new Form(payload, port, List.of(), Optional.empty(), e.getMessage());
            return answer(UNPROCESSABLE, page(codec, form, profile, draft));
        }
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new InvalidValue("fPort", text, "0 to 255");
        }
    }

    /** Shows what a new version would change in the payloads that are kept. Changes nothing. */
    @POST
    @Path("compare")
    @Produces(MediaType.TEXT_HTML)
    @CsrfChecked
    public Response compare(
            @RestForm @DefaultValue("") String codec,
            @RestForm @DefaultValue("") String source,
            @RestForm @DefaultValue("") String note) {
        Person person = shell.require(Access.PUBLISH_CODEC);
        try {
            String digest = draft(codec, source, note, person).sha256();
            Comparison comparison = views().comparison(desk.compare(codec, source, samples(codec)), digest);
            return answer(
                    200, page(codec, EMPTY_FORM, "", new Draft(codec, source, note, "", Optional.of(comparison))));
        } catch (InvalidValue e) {
            return refused(codec, source, note, e.getMessage());
        }
    }

    /** Only what was compared before: nobody applies a script unseen. */
    @POST
    @Path("apply")
    @Produces(MediaType.TEXT_HTML)
    @CsrfChecked
    public Response apply(
            @RestForm @DefaultValue("") String codec,
            @RestForm @DefaultValue("") String source,
            @RestForm @DefaultValue("") String note,
            @RestForm @DefaultValue("") String compared) {
        Person person = shell.require(Access.PUBLISH_CODEC);
        try {
            if (!draft(codec, source, note, person).sha256().equals(compared)) {
                return refused(codec, source, note, shell.say().words().of("invalid", "compared"));
            }
            if (note.isBlank()) {
                return refused(codec, source, note, shell.say().words().of("invalid", "reason"));
            }
            StoredCodec stored = desk.put(codec, source, person, note.strip());
            return Response.seeOther(URI.create("/bench?codec=" + Links.escaped(stored.id())))
                    .build();
        } catch (InvalidValue e) {
            return refused(codec, source, note, e.getMessage());
        }
    }

    private CodecDraft draft(String codec, String source, String note, Person person) {
        return new CodecDraft(codec.strip(), source, person.id(), note, 0);
    }

    private Response refused(String codec, String source, String note, String problem) {
        Draft draft = new Draft(codec, source, note, problem, Optional.empty());
        return answer(UNPROCESSABLE, page(codec, EMPTY_FORM, "", draft));
    }

    private static Response answer(int status, TemplateInstance page) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(page.render())
                .build();
    }

    private List<UplinkSample> samples(String codec) {
        return desk.samples(views().devices(codec).stream().map(Device::id).toList());
    }

    private TemplateInstance page(String codec, Form form, String profile, Draft draft) {
        BenchViews views = views();
        List<StoredCodec> versions = codec.isEmpty() ? List.of() : desk.versions(codec);
        List<UplinkSample> samples = versions.isEmpty() ? List.of() : samples(codec);
        BenchView.Page view = new BenchView.Page(
                views.codecs(desk.codecs(), codec),
                codec,
                versions.stream().findFirst().map(views::version),
                versions.stream().map(views::version).toList(),
                Integer.toString(views.devices(codec).size()),
                new Form(
                        form.payload(),
                        form.port(),
                        views.profileOptions(views.profiles(codec), profile),
                        form.result(),
                        form.problem()),
                views.samples(desk, codec, samples),
                Math.max(0, samples.size() - BenchViews.SAMPLES_SHOWN),
                draft,
                shell.may(Access.PUBLISH_CODEC));
        return shell.localized(
                Templates.bench(shell.page("models", shell.say().words().of("nav", "bench")), view));
    }

    private BenchViews views() {
        return new BenchViews(shell.say(), shell.topology(), library, this::pretty);
    }

    private String pretty(Object fields) {
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing decoded fields", e);
        }
    }
}

package io.caretaker.dashboards.console.registry;

import io.caretaker.dashboards.console.shell.Access;
import io.caretaker.dashboards.console.shell.CsrfChecked;
import io.caretaker.dashboards.console.shell.Decisions;
import io.caretaker.dashboards.console.shell.Page;
import io.caretaker.dashboards.console.shell.Shell;
import io.caretaker.ingest.registry.InvalidDocument;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.registry.RegistryChange;
import io.caretaker.ingest.registry.audit.RegistryLog;
import io.caretaker.ingest.registry.exchange.CsvKind;
import io.caretaker.ingest.registry.exchange.RegistryFile;
import io.caretaker.model.people.Person;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** A file is checked, looked at, and stored. */
@Path("/registry/import")
@Blocking
public class ImportPage {
    private final Shell shell;
    private final Registry registry;
    private final RegistryLog log;
    private final Decisions decisions;

    ImportPage(Shell shell, Registry registry, RegistryLog log, Decisions decisions) {
        this.shell = shell;
        this.registry = registry;
        this.log = log;
        this.decisions = decisions;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance registryImport(Page page, Optional<ImportView> result, String kind);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance form() {
        shell.require(Access.IMPORT_REGISTRY);
        return page(Optional.empty(), "");
    }

    @POST
    @Path("check")
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_FORM_URLENCODED})
    @Produces(MediaType.TEXT_HTML)
    @CsrfChecked
    public TemplateInstance check(@RestForm("file") FileUpload file, @RestForm @DefaultValue("") String kind) {
        shell.require(Access.IMPORT_REGISTRY);
        return page(Optional.of(checked(file, kind)), kind);
    }

    @POST
    @Path("apply")
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_FORM_URLENCODED})
    @Produces(MediaType.TEXT_HTML)
    @CsrfChecked
    public CompletionStage<String> apply(@RestForm("file") FileUpload file, @RestForm @DefaultValue("") String kind) {
        Person person = shell.require(Access.IMPORT_REGISTRY);
        if (absent(file)) {
            return CompletableFuture.completedFuture(
                    page(Optional.of(noFile()), kind).render());
        }
        RegistryFile content = content(file, kind);
        RegistryFile.Check check = content.check(registry);
        if (!check.faults().isEmpty() || check.difference().none()) {
            return CompletableFuture.completedFuture(
                    page(Optional.of(checked(file, kind)), kind).render());
        }
        RegistryChange change;
        try {
            change = registry.apply(content.document());
        } catch (InvalidDocument e) { // somebody changed the registry in between: the check tells what is wrong now
            return CompletableFuture.completedFuture(
                    page(Optional.of(checked(file, kind)), kind).render());
        }
        log.append(
                person.id(),
                "registry.imported",
                file.fileName(),
                check.difference().added().size() + " added, "
                        + check.difference().changed().size() + " changed");
        ImportView view = ImportView.of(file.fileName(), content, check, true, change.tokens(), shell.say());
        // Built here: where the stages complete there is no request whose language it could be written in.
        String answer = page(Optional.of(view), kind).render();
        return decisions.registryChanged(person, change.estates()).thenApply(done -> answer);
    }

    private ImportView checked(FileUpload file, String kind) {
        if (absent(file)) {
            return noFile();
        }
        RegistryFile content = content(file, kind);
        return ImportView.of(file.fileName(), content, content.check(registry), false, Map.of(), shell.say());
    }

    private ImportView noFile() {
        return ImportView.problem(shell.say().words().of("import", "nofile"));
    }

    private TemplateInstance page(Optional<ImportView> result, String kind) {
        return shell.localized(Templates.registryImport(
                shell.page("registry", shell.say().words().of("nav", "import")), result, kind));
    }

    private static boolean absent(FileUpload file) {
        return file == null || file.fileName() == null || file.fileName().isEmpty();
    }

    private static RegistryFile content(FileUpload file, String kind) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file.uploadedFile());
        } catch (IOException e) {
            throw new UncheckedIOException("reading the uploaded file " + file.fileName(), e);
        }
        return file.fileName().toLowerCase(Locale.ROOT).endsWith(".json")
                ? RegistryFile.json(bytes)
                : RegistryFile.csv(bytes, kind(kind));
    }

    private static Optional<CsvKind> kind(String kind) {
        return switch (kind) {
            case "devices" -> Optional.of(CsvKind.DEVICES);
            case "assets" -> Optional.of(CsvKind.ASSETS);
            default -> Optional.empty();
        };
    }
}

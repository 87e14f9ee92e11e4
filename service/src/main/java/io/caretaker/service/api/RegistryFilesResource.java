package io.caretaker.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.caretaker.alerting.oncall.sql.InvalidPeople;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.registry.RegistryChange;
import io.caretaker.ingest.registry.RegistryDocument;
import io.caretaker.ingest.registry.RegistryDrafts;
import io.caretaker.ingest.registry.audit.RegistryLog;
import io.caretaker.ingest.registry.exchange.CsvKind;
import io.caretaker.ingest.registry.exchange.ImportFault;
import io.caretaker.ingest.registry.exchange.RegistryExport;
import io.caretaker.ingest.registry.exchange.RegistryFile;
import io.caretaker.model.InvalidValue;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** The registry as files: CSV for spreadsheets, JSON for programs. What is exported is taken back unchanged. */
@Path("/api/v1")
@Tag(name = "Registry")
@Blocking
public class RegistryFilesResource {
    private static final String CSV = "text/csv";
    private static final String KINDS = "devices or assets";

    private final Registry registry;
    private final Organisation organisation;
    private final RegistryLog log;
    private final RegistryAnnouncement announcement;
    private final Caller caller;

    RegistryFilesResource(
            Registry registry,
            Organisation organisation,
            RegistryLog log,
            RegistryAnnouncement announcement,
            Caller caller) {
        this.registry = registry;
        this.organisation = organisation;
        this.log = log;
        this.announcement = announcement;
        this.caller = caller;
    }

    /**
     * What an import did, or would do.
     *
     * @param encoding by which the file was read
     * @param rows estates, profiles, assets and devices in the file
     * @param errors each with its line; when there are any, nothing was stored
     * @param tokens of new devices, told this once
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ImportReport(
            boolean dryRun,
            String format,
            String kind,
            String encoding,
            int rows,
            int added,
            int changed,
            int unchanged,
            List<ImportFault> errors,
            Map<String, String> tokens) {}

    @POST
    @Path("/registry/import")
    @Consumes({CSV, MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM, MediaType.TEXT_PLAIN})
    @RolesAllowed("admin")
    @Operation(
            summary = "Imports a file of devices or assets (CSV), or a registry document (JSON)",
            description = "All or nothing. With dryRun=true nothing is stored and the answer lists every error by line;"
                    + " without it, a file with errors is refused with the same list. format: csv or json, by the"
                    + " content type when absent. kind: devices or assets, by the columns when absent. CSV is RFC 4180,"
                    + " in UTF-8 with or without a byte order mark, or GB 18030.")
    public Uni<Response> importFile(
            @QueryParam("format") String format,
            @QueryParam("kind") String kind,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] body) {
        boolean csv = isCsv(format, String.valueOf(contentType).startsWith(CSV));
        return imported(csv, csvKind(kind), dryRun, body);
    }

    @POST
    @Path("/registry/import")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed("admin")
    @Operation(summary = "As above, of a form whose part \"file\" is the file")
    public Uni<Response> importForm(
            @QueryParam("format") String format,
            @QueryParam("kind") String kind,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @RestForm("file") FileUpload file) {
        if (file == null) {
            throw new InvalidValue("file", null, "a part of the form with the file");
        }
        boolean named = file.fileName() != null
                && file.fileName().toLowerCase(Locale.ROOT).endsWith(".csv");
        return imported(isCsv(format, named), csvKind(kind), dryRun, bytes(file));
    }

    @GET
    @Path("/registry/export")
    @Produces({CSV, MediaType.APPLICATION_JSON})
    @RolesAllowed({"admin", "engineer", "operator", "auditor"})
    @Operation(
            summary = "The registry as a file that an import takes back unchanged; no tokens",
            description = "format=csv with kind=devices or assets; format=json with everything, or one kind of"
                    + " estates, profiles, assets, devices.")
    public Response exportFile(
            @QueryParam("format") @DefaultValue("json") String format, @QueryParam("kind") String kind) {
        if (isCsv(format, false)) {
            CsvKind rows = csvKind(kind).orElseThrow(() -> new InvalidValue("kind", kind, KINDS));
            return file(
                    RegistryExport.csv(registry.current(), rows),
                    CSV + ";charset=UTF-8",
                    rows.name().toLowerCase(Locale.ROOT) + ".csv");
        }
        RegistryDocument all = RegistryDrafts.of(registry.current());
        byte[] json = RegistryExport.json(kind == null || kind.equals("all") ? all : only(all, kind));
        return file(json, MediaType.APPLICATION_JSON, "registry.json");
    }

    private Uni<Response> imported(boolean csv, Optional<CsvKind> kind, boolean dryRun, byte[] body) {
        RegistryFile file = csv ? RegistryFile.csv(body, kind) : RegistryFile.json(body);
        RegistryFile.Check check = file.check(registry);
        List<ImportFault> faults = new ArrayList<>(check.faults());
        Optional<Organisation.Checked> people =
                csv || !file.faults().isEmpty() ? Optional.empty() : people(body, faults);
        ImportReport report = report(dryRun, csv, file, check, faults, Map.of());
        if (dryRun) {
            return Uni.createFrom()
                    .item(Response.ok(report, MediaType.APPLICATION_JSON).build());
        }
        if (!faults.isEmpty()) {
            throw new InvalidRequest(
                    Response.Status.BAD_REQUEST,
                    "Nothing was stored. " + faults.size() + (faults.size() == 1 ? " error, " : " errors, the first: ")
                            + faults.get(0).sentence() + ".",
                    faults.stream()
                            .map(f -> new Problem.Wrong("line " + f.line() + ": " + f.field(), f.value(), f.expected()))
                            .toList());
        }
        if (check.difference().none()) {
            people.ifPresent(organisation::apply);
            return Uni.createFrom()
                    .item(Response.ok(report, MediaType.APPLICATION_JSON).build());
        }
        RegistryChange change = registry.apply(file.document());
        people.ifPresent(organisation::apply);
        log.append(
                caller.id(),
                "registry.imported",
                csv ? report.kind() : "document",
                report.added() + " added, " + report.changed() + " changed");
        return announcement
                .of(change, report(false, csv, file, check, faults, change.tokens()))
                .map(r -> Response.ok(r, MediaType.APPLICATION_JSON).build());
    }

    /** Crews, people and rotas may come in the same document. */
    private Optional<Organisation.Checked> people(byte[] body, List<ImportFault> faults) {
        try {
            return Optional.of(organisation.check(organisation.read(body)));
        } catch (InvalidPeople e) {
            e.faults().forEach(f -> faults.add(fault(f)));
        } catch (InvalidValue e) {
            faults.add(fault(e));
        }
        return Optional.empty();
    }

    private static ImportFault fault(InvalidValue e) {
        return new ImportFault(1, e.field(), e.value() == null ? "" : e.value(), e.expected());
    }

    private static ImportReport report(
            boolean dryRun,
            boolean csv,
            RegistryFile file,
            RegistryFile.Check check,
            List<ImportFault> faults,
            Map<String, String> tokens) {
        return new ImportReport(
                dryRun,
                csv ? "csv" : "json",
                file.kind().map(k -> k.name().toLowerCase(Locale.ROOT)).orElse(null),
                file.encoding(),
                file.rows(),
                check.difference().added().size(),
                check.difference().changed().size(),
                check.difference().unchanged(),
                faults,
                tokens);
    }

    private static RegistryDocument only(RegistryDocument all, String kind) {
        return switch (kind) {
            case "estates" -> new RegistryDocument(all.estates(), null, null, null);
            case "profiles" -> new RegistryDocument(null, all.profiles(), null, null);
            case "assets" -> new RegistryDocument(null, null, all.assets(), null);
            case "devices" -> new RegistryDocument(null, null, null, all.devices());
            default -> throw new InvalidValue("kind", kind, "all, estates, profiles, assets or devices");
        };
    }

    private static boolean isCsv(String format, boolean otherwise) {
        if (format == null) {
            return otherwise;
        }
        return switch (format) {
            case "csv" -> true;
            case "json" -> false;
            default -> throw new InvalidValue("format", format, "csv or json");
        };
    }

    private static Optional<CsvKind> csvKind(String kind) {
        if (kind == null || kind.isEmpty()) {
            return Optional.empty();
        }
        return switch (kind) {
            case "devices" -> Optional.of(CsvKind.DEVICES);
            case "assets" -> Optional.of(CsvKind.ASSETS);
            default -> throw new InvalidValue("kind", kind, KINDS);
        };
    }

    private static Response file(byte[] content, String type, String name) {
        return Response.ok(content, type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }

    private static byte[] bytes(FileUpload file) {
        try {
            return Files.readAllBytes(file.uploadedFile());
        } catch (IOException e) {
            throw new UncheckedIOException("reading the uploaded file " + file.fileName(), e);
        }
    }
}

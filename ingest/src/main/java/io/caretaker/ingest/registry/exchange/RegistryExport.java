package io.caretaker.ingest.registry.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.caretaker.ingest.registry.RegistryDocument;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Topology;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The registry as files that an import takes back unchanged. No tokens. Pure. */
public final class RegistryExport {
    /** Without it, spreadsheets take UTF-8 for the system's old encoding and show Chinese as rubbish. */
    private static final String MARK = "\uFEFF";

    private static final ObjectWriter JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build()
            .writerWithDefaultPrettyPrinter();

    private static final CsvFactory CSV = CsvFactory.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();

    private RegistryExport() {}

    /** CSV by RFC 4180: lines end in CR LF, UTF-8 with a byte order mark, rows by id. */
    public static byte[] csv(Topology topology, CsvKind kind) {
        String text =
                switch (kind) {
                    case DEVICES -> devices(topology);
                    case ASSETS -> assets(topology);
                };
        return (MARK + text).getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] json(RegistryDocument document) {
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("writing the registry as JSON", e);
        }
    }

    private static String devices(Topology topology) {
        List<Device> devices = topology.devices().stream()
                .sorted(Comparator.comparing(Device::id))
                .toList();
        int addresses =
                devices.stream().mapToInt(d -> d.addresses().size()).max().orElse(0);
        List<String> header = new ArrayList<>(CsvKind.DEVICES.required());
        header.add("address");
        for (int i = 2; i <= addresses; i++) {
            header.add("address." + i);
        }
        List<List<String>> rows = new ArrayList<>();
        for (Device device : devices) {
            List<String> row = new ArrayList<>(List.of(
                    device.id(),
                    device.estate(),
                    device.asset(),
                    device.profile(),
                    device.interval().toString()));
            row.addAll(device.addresses());
            rows.add(row);
        }
        return table(header, rows);
    }

    private static String assets(Topology topology) {
        List<Asset> assets = topology.assets().stream()
                .sorted(Comparator.comparing(Asset::id))
                .toList();
        Set<String> attributes = new TreeSet<>();
        assets.forEach(a -> attributes.addAll(a.attributes().keySet()));
        List<String> header = new ArrayList<>(List.of("id", "estate", "parent", "type", "name_en", "name_zh"));
        attributes.forEach(a -> header.add("attribute." + a));
        List<List<String>> rows = new ArrayList<>();
        for (Asset asset : assets) {
            List<String> row = new ArrayList<>(List.of(
                    asset.id(),
                    asset.estate(),
                    asset.parent().orElse(""),
                    asset.type().name(),
                    SpreadsheetText.write(asset.name().en()),
                    SpreadsheetText.write(asset.name().zh())));
            for (String attribute : attributes) {
                Double value = asset.attributes().get(attribute);
                row.add(value == null ? "" : number(value));
            }
            rows.add(row);
        }
        return table(header, rows);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 && !(value == 0 && 1 / value < 0)
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String table(List<String> header, List<List<String>> rows) {
        StringWriter text = new StringWriter();
        CsvSchema schema = CsvSchema.emptySchema().withLineSeparator("\r\n");
        try (JsonGenerator csv = CSV.createGenerator(text)) {
            csv.setSchema(schema);
            row(csv, header);
            for (List<String> cells : rows) {
                row(csv, cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing CSV to memory", e);
        }
        return text.toString();
    }

    private static void row(JsonGenerator csv, List<String> cells) throws IOException {
        csv.writeStartArray();
        for (String cell : cells) {
            csv.writeString(cell);
        }
        csv.writeEndArray();
    }
}

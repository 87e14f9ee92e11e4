package io.caretaker.ingest.registry.exchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.caretaker.ingest.registry.RegistryDocument;
import io.caretaker.ingest.registry.RegistryDocument.AssetDraft;
import io.caretaker.ingest.registry.RegistryDocument.DeviceDraft;
import io.caretaker.ingest.registry.RegistryDocument.EstateDraft;
import io.caretaker.ingest.registry.RegistryDocument.ProfileDraft;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads JSON files: every element by itself, so that one of the wrong shape hides no other. Pure. */
final class JsonFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Kept by others: read, but not looked into here. */
    private static final Set<String> FOREIGN = Set.of("crews", "people", "rotas");

    private static final String SECTIONS = "one of estates, profiles, assets, devices, crews, people, rotas";

    private final Map<String, Integer> lines = new HashMap<>();
    private final List<ImportFault> faults = new ArrayList<>();

    private JsonFile() {}

    static RegistryFile read(byte[] bytes) {
        return new JsonFile().file(bytes);
    }

    private RegistryFile file(byte[] bytes) {
        JsonNode root;
        try {
            root = JSON.readTree(bytes);
            locate(bytes);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            faults.add(ImportFault.of(line, "document", first(e.getOriginalMessage()), "valid JSON"));
            return result(JSON.createObjectNode());
        } catch (IOException e) {
            // Of bytes in memory only their encoding can fail: UTF-32 in an order that nobody uses.
            faults.add(ImportFault.of(1, "document", first(e.getMessage()), "JSON in UTF-8"));
            return result(JSON.createObjectNode());
        }
        if (!root.isObject()) {
            faults.add(ImportFault.of(1, "document", "", "a JSON object with devices, assets, profiles or estates"));
            return result(JSON.createObjectNode());
        }
        return result(root);
    }

    private RegistryFile result(JsonNode root) {
        root.fieldNames().forEachRemaining(name -> {
            if (!FOREIGN.contains(name)
                    && !Set.of("estates", "profiles", "assets", "devices").contains(name)) {
                faults.add(fault(name, "", SECTIONS));
            }
        });
        List<EstateDraft> estates = section(root, "estates", EstateDraft.class);
        List<ProfileDraft> profiles = section(root, "profiles", ProfileDraft.class);
        List<AssetDraft> assets = section(root, "assets", AssetDraft.class);
        List<DeviceDraft> devices = section(root, "devices", DeviceDraft.class);
        RegistryDocument document = new RegistryDocument(estates, profiles, assets, devices);
        int rows = estates.size() + profiles.size() + assets.size() + devices.size();
        return new RegistryFile(document, "UTF-8", Optional.empty(), rows, List.copyOf(faults), this::fault);
    }

    private <T> List<T> section(JsonNode root, String name, Class<T> type) {
        JsonNode section = root.get(name);
        List<T> drafts = new ArrayList<>();
        if (section == null || section.isNull()) {
            return drafts;
        }
        if (!(section instanceof ArrayNode elements)) {
            faults.add(fault(name, section.getNodeType().name().toLowerCase(java.util.Locale.ROOT), "a list"));
            return drafts;
        }
        for (int i = 0; i < elements.size(); i++) {
            drafts.add(JsonElement.read(JSON, elements.get(i), type, name + "[" + i + "]", this::fault, faults));
        }
        return drafts;
    }

    private ImportFault fault(String path, String value, String expected) {
        return ImportFault.of(line(path), path, value, expected);
    }

    /** Of the nearest thing that stands in the file: a field that is missing is missing in its object. */
    private int line(String path) {
        String at = path;
        while (!at.isEmpty()) {
            Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return 1;
    }

    private void locate(byte[] bytes) throws IOException {
        try (JsonParser parser = JSON.createParser(bytes)) {
            parser.nextToken();
            locate(parser, "");
        }
    }

    /** The line of every value by its path. The depth is bounded by the parser's own limit. */
    private void locate(JsonParser parser, String path) throws IOException {
        lines.put(path, parser.currentTokenLocation().getLineNr());
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                locate(parser, path.isEmpty() ? name : path + "." + name);
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                locate(parser, path + "[" + i + "]");
            }
        }
    }

    private static String first(String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}

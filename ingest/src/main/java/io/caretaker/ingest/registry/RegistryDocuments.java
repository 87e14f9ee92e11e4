package io.caretaker.ingest.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;

/** Registry documents from JSON. Fields it does not know are skipped: people and crews come in the same document. */
public final class RegistryDocuments {
    private static final ObjectReader READER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(RegistryDocument.class);

    private RegistryDocuments() {}

    /**
     * The document as written; only the types of JSON are checked here.
     *
     * @throws InvalidDocument naming path or position when it is not JSON of the right shape
     */
    public static RegistryDocument read(byte[] json) {
        try {
            RegistryDocument document = READER.readValue(json);
            if (document == null) {
                throw new InvalidDocument(List.of(RegistryFault.of("document", null, "a JSON object")));
            }
            return document;
        } catch (JsonMappingException e) {
            throw new InvalidDocument(List.of(RegistryFault.of(path(e), null, "a value of another type")));
        } catch (JsonProcessingException e) {
            String at = e.getLocation() == null
                    ? ""
                    : "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new InvalidDocument(List.of(RegistryFault.of("document", at, "valid JSON")));
        } catch (IOException e) {
            throw new InvalidDocument(List.of(RegistryFault.of("document", null, "valid JSON")));
        }
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : e.getPath()) {
            if (reference.getFieldName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            } else {
                path.append('[').append(reference.getIndex()).append(']');
            }
        }
        return path.isEmpty() ? "document" : path.toString();
    }
}

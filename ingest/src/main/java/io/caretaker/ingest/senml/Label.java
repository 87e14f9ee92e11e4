package io.caretaker.ingest.senml;

import java.util.HashMap;
import java.util.Map;

/** The labels of RFC 8428 § 4.1 and § 4.2 with their CBOR integers (§ 6, table 4). */
enum Label {
    BASE_NAME("bn", -2),
    BASE_TIME("bt", -3),
    BASE_UNIT("bu", -4),
    BASE_VALUE("bv", -5),
    BASE_SUM("bs", -6),
    BASE_VERSION("bver", -1),
    NAME("n", 0),
    UNIT("u", 1),
    VALUE("v", 2),
    STRING_VALUE("vs", 3),
    BOOLEAN_VALUE("vb", 4),
    SUM("s", 5),
    TIME("t", 6),
    UPDATE_TIME("ut", 7),
    DATA_VALUE("vd", 8);

    private static final Map<String, Label> BY_KEY = new HashMap<>();

    static {
        for (Label label : values()) {
            BY_KEY.put(label.json, label);
            BY_KEY.put(String.valueOf(label.cbor), label);
        }
    }

    private final String json;
    private final int cbor;

    Label(String json, int cbor) {
        this.json = json;
        this.cbor = cbor;
    }

    /** The label of a key as the parser shows it (a CBOR integer as its digits), or null for an extension. */
    static Label of(String key) {
        return BY_KEY.get(key);
    }

    String json() {
        return json;
    }

    int cbor() {
        return cbor;
    }
}

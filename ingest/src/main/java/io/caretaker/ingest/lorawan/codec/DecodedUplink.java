package io.caretaker.ingest.lorawan.codec;

import java.util.List;
import java.util.Map;

/** What became of a payload: fields, or the reason why there are none. */
public sealed interface DecodedUplink {

    /**
     * @param fields nested maps with text keys, lists, {@link Double}, {@link Integer}, {@link Long}, {@link Boolean} and
     *     {@link String}; nulls are kept in them
     * @param warnings what the codec wants to be known beside; the fields hold nevertheless
     */
    record Fields(Map<String, Object> fields, List<String> warnings) implements DecodedUplink {
        public Fields {
            warnings = List.copyOf(warnings);
        }
    }

    /** @param reason for people, one line, at most {@value Failure#REASON_LENGTH} characters */
    record Failed(Failure failure, String reason) implements DecodedUplink {
        public Failed {
            reason = Failure.cut(reason);
        }
    }
}

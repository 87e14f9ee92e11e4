package io.caretaker.ingest.lorawan.library;

import java.util.List;
import java.util.Optional;

/** Codecs with all their versions. Blocks on I/O; safe for use by several threads. */
public interface CodecStore {

    /** The newest version of each codec, by id. */
    List<StoredCodec> current();

    /** The newest version. */
    Optional<StoredCodec> current(String id);

    /** Newest first; empty for an unknown codec. */
    List<StoredCodec> versions(String id);

    /** Stores a new version, unless the newest has the same source: then that one is the answer and nothing changes. */
    StoredCodec put(CodecDraft draft);
}

package io.caretaker.ingest.lorawan.library;

import io.caretaker.ingest.lorawan.codec.CodecEngine;
import io.caretaker.ingest.lorawan.codec.CodecUplink;
import io.caretaker.ingest.lorawan.codec.DecodedUplink;
import io.caretaker.ingest.lorawan.codec.Failure;
import io.caretaker.ingest.lorawan.codec.JsCodec;
import io.caretaker.model.InvalidValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The stored codecs, loaded when first needed. To be used in front of the store by everybody: what is put through it is
 * tried first and takes effect at once. Bounded: the {@value #LOADED} codecs used last stay loaded. Safe for use by several
 * threads; the first use of a codec reads it from the store.
 */
public final class CodecLibrary implements CodecStore, AutoCloseable {
    private static final int LOADED = 128;

    /** A version with its script. */
    public record Loaded(StoredCodec stored, JsCodec script) {}

    private final CodecStore store;
    private final CodecEngine engine;
    private final Map<String, CodecHealth> health = new ConcurrentHashMap<>();
    private final Map<String, Loaded> loaded = new LinkedHashMap<>(16, 0.75f, true);

    public CodecLibrary(CodecStore store, CodecEngine engine) {
        this.store = store;
        this.engine = engine;
    }

    /** The newest version, ready to decode; empty for an unknown codec. */
    public Optional<Loaded> script(String id) {
        synchronized (loaded) {
            Loaded known = loaded.get(id);
            if (known != null) {
                return Optional.of(known);
            }
        }
        // Outside the lock: loading takes a while, and the others go on meanwhile.
        Optional<Loaded> fresh = store.current(id).map(stored -> new Loaded(stored, load(stored)));
        fresh.ifPresent(this::keep);
        return fresh;
    }

    /** Decodes with the newest version and remembers how it went; empty for an unknown codec. */
    public Optional<DecodedUplink> decode(String id, CodecUplink uplink) {
        Optional<DecodedUplink> decoded = script(id).map(codec -> codec.script().decodeUplink(uplink));
        if (decoded.isPresent() && busy(decoded.get())) {
            // It was replaced between the look and the call: the payload is the new version's.
            decoded = script(id).map(codec -> codec.script().decodeUplink(uplink));
        }
        decoded.ifPresent(
                result -> health.merge(id, CodecHealth.NONE.after(result), (before, first) -> before.after(result)));
        return decoded;
    }

    private static boolean busy(DecodedUplink result) {
        return result instanceof DecodedUplink.Failed failed && failed.failure() == Failure.BUSY;
    }

    /** Since the start of the service. */
    public CodecHealth health(String id) {
        return health.getOrDefault(id, CodecHealth.NONE);
    }

    /**
     * A script that is not stored, or an older version, to be tried and closed by the caller.
     *
     * @throws InvalidValue when it does not load
     */
    public JsCodec trial(String id, String source) {
        return engine.load(id, source);
    }

    private JsCodec load(StoredCodec stored) {
        try {
            return engine.load(stored.id(), stored.source());
        } catch (InvalidValue e) {
            return new UnloadableCodec("version " + stored.version() + " does not load: " + e.value());
        }
    }

    private void keep(Loaded fresh) {
        String id = fresh.stored().id();
        synchronized (loaded) {
            Loaded other = loaded.get(id);
            if (other == null || other.stored().version() <= fresh.stored().version()) {
                replaced(loaded.put(id, fresh), fresh);
            }
            var oldest = loaded.entrySet().iterator();
            while (loaded.size() > LOADED) {
                oldest.next().getValue().script().close();
                oldest.remove();
            }
        }
    }

    private static void replaced(Loaded before, Loaded by) {
        if (before != null && before.script() != by.script()) {
            before.script().close();
        }
    }

    @Override
    public List<StoredCodec> current() {
        return store.current();
    }

    @Override
    public Optional<StoredCodec> current(String id) {
        return store.current(id);
    }

    @Override
    public List<StoredCodec> versions(String id) {
        return store.versions(id);
    }

    /**
     * As {@link CodecStore#put}.
     *
     * @throws InvalidValue when the script does not load; nothing is stored then
     */
    @Override
    public StoredCodec put(CodecDraft draft) {
        JsCodec script = engine.load(draft.id(), draft.source());
        StoredCodec stored;
        try {
            stored = store.put(draft);
        } catch (RuntimeException e) {
            script.close();
            throw e;
        }
        keep(new Loaded(stored, script));
        return stored;
    }

    @Override
    public void close() {
        synchronized (loaded) {
            loaded.values().forEach(codec -> codec.script().close());
            loaded.clear();
        }
    }
}

package io.caretaker.ingest.lorawan.library;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Codecs and samples in memory: where the stores themselves are not the subject. */
public final class StoredInMemory implements CodecStore, UplinkSamples {
    private final List<StoredCodec> codecs = new CopyOnWriteArrayList<>();
    private final List<UplinkSample> samples = new CopyOnWriteArrayList<>();

    @Override
    public List<StoredCodec> current() {
        return List.copyOf(codecs);
    }

    @Override
    public Optional<StoredCodec> current(String id) {
        return versions(id).stream().findFirst();
    }

    @Override
    public List<StoredCodec> versions(String id) {
        List<StoredCodec> versions = new ArrayList<>();
        codecs.stream().filter(c -> c.id().equals(id)).forEach(c -> versions.add(0, c));
        return versions;
    }

    @Override
    public StoredCodec put(CodecDraft draft) {
        StoredCodec stored = new StoredCodec(
                draft.id(),
                versions(draft.id()).size() + 1,
                draft.source(),
                draft.sha256(),
                draft.author(),
                draft.note(),
                draft.timeMicros());
        codecs.add(stored);
        return stored;
    }

    @Override
    public void keep(UplinkSample sample) {
        samples.add(sample);
    }

    @Override
    public List<UplinkSample> of(Collection<String> devices) {
        return samples.stream().filter(s -> devices.contains(s.device())).toList();
    }
}

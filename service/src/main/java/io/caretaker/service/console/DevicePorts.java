package io.caretaker.service.console;

import io.caretaker.dashboards.console.CodecDesk;
import io.caretaker.dashboards.console.ModelRegistry;
import io.caretaker.ingest.lorawan.codec.CodecUplink;
import io.caretaker.ingest.lorawan.codec.DecodedUplink;
import io.caretaker.ingest.lorawan.codec.Failure;
import io.caretaker.ingest.lorawan.codec.JsCodec;
import io.caretaker.ingest.lorawan.library.CodecDraft;
import io.caretaker.ingest.lorawan.library.CodecLibrary;
import io.caretaker.ingest.lorawan.library.StoredCodec;
import io.caretaker.ingest.lorawan.library.UplinkSample;
import io.caretaker.ingest.lorawan.library.UplinkSamples;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.registry.RegistryDocument;
import io.caretaker.model.Times;
import io.caretaker.model.people.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the pages of device models and the codec bench need of the service. */
@ApplicationScoped
class DevicePorts {
    @Produces
    @Singleton
    ModelRegistry models(Registry registry) {
        return profile -> registry.apply(RegistryDocument.ofProfile(profile)).estates();
    }

    @Produces
    @Singleton
    CodecDesk codecs(CodecLibrary codecs, UplinkSamples samples, Clock clock) {
        return new StoredCodecs(codecs, samples, clock);
    }

    private record StoredCodecs(CodecLibrary library, UplinkSamples kept, Clock clock) implements CodecDesk {
        @Override
        public List<StoredCodec> codecs() {
            return library.current();
        }

        @Override
        public List<StoredCodec> versions(String id) {
            return library.versions(id);
        }

        /** Past the counters of the codec's health: what people try says nothing about the devices. */
        @Override
        public DecodedUplink decode(String id, CodecUplink uplink) {
            return library.script(id)
                    .map(loaded -> loaded.script().decodeUplink(uplink))
                    .orElseGet(() -> new DecodedUplink.Failed(Failure.NO_FUNCTION, "codec " + id + " is not stored"));
        }

        @Override
        public List<UplinkSample> samples(Collection<String> devices) {
            return devices.isEmpty() ? List.of() : kept.of(devices);
        }

        @Override
        public List<Trial> compare(String id, String source, List<UplinkSample> samples) {
            Optional<JsCodec> newest = library.script(id).map(CodecLibrary.Loaded::script);
            try (JsCodec changed = library.trial(id, source)) {
                return samples.stream().map(s -> trial(s, newest, changed)).toList();
            }
        }

        private static Trial trial(UplinkSample sample, Optional<JsCodec> newest, JsCodec changed) {
            CodecUplink uplink = new CodecUplink(sample.payload(), sample.fPort(), Map.of(), sample.timeMicros());
            return new Trial(sample, newest.map(c -> c.decodeUplink(uplink)), changed.decodeUplink(uplink));
        }

        @Override
        public StoredCodec put(String id, String source, Person author, String note) {
            return library.put(new CodecDraft(id, source, author.id(), note, Times.micros(clock.instant())));
        }
    }
}

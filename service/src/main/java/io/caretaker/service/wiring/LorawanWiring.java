package io.caretaker.service.wiring;

import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.lorawan.DecodeLanes;
import io.caretaker.ingest.lorawan.LorawanIntake;
import io.caretaker.ingest.lorawan.LorawanTopics;
import io.caretaker.ingest.lorawan.RadioListener;
import io.caretaker.ingest.lorawan.codec.CodecEngine;
import io.caretaker.ingest.lorawan.codec.SandboxLimits;
import io.caretaker.ingest.lorawan.downlink.LorawanCommandSender;
import io.caretaker.ingest.lorawan.library.CodecLibrary;
import io.caretaker.ingest.lorawan.library.UplinkSamples;
import io.caretaker.ingest.lorawan.library.sql.SqlCodecs;
import io.caretaker.ingest.lorawan.library.sql.SqlUplinkSamples;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.service.clock.ServiceClock;
import io.caretaker.service.config.CaretakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** LoRaWAN devices and their codecs as beans. The script engine starts with the first codec that is used. */
@ApplicationScoped
class LorawanWiring {
    @Produces
    @Singleton
    CodecEngine engine() {
        return new CodecEngine(SandboxLimits.defaults(), System::nanoTime);
    }

    void close(@Disposes CodecEngine engine) {
        engine.close();
    }

    /** Also the {@code CodecStore} of everybody: what is put through it is tried first and takes effect at once. */
    @Produces
    @Singleton
    CodecLibrary codecs(Jdbi jdbi, CodecEngine engine) {
        return new CodecLibrary(new SqlCodecs(jdbi), engine);
    }

    void close(@Disposes CodecLibrary codecs) {
        codecs.close();
    }

    @Produces
    @Singleton
    UplinkSamples samples(CaretakerConfig config, Jdbi jdbi, MeterRegistry meters) {
        return new SqlUplinkSamples(jdbi, config.lorawan().samples(), meters);
    }

    void close(@Disposes UplinkSamples samples) {
        if (samples instanceof SqlUplinkSamples sql) {
            sql.close();
        }
    }

    @Produces
    @Singleton
    DecodeLanes lanes(CaretakerConfig config, MeterRegistry meters) {
        return new DecodeLanes(config.lorawan().decodeThreads(), meters);
    }

    void close(@Disposes DecodeLanes lanes) {
        lanes.close();
    }

    @Produces
    @Singleton
    LorawanIntake intake(
            TelemetryIntake telemetry,
            Registry registry,
            CodecLibrary codecs,
            UplinkSamples samples,
            RadioListener radio,
            DecodeLanes lanes,
            ServiceClock clock,
            LorawanCommandSender downlinks,
            MeterRegistry meters) {
        return new LorawanIntake(telemetry, registry, codecs, samples, radio, lanes, clock, downlinks, meters);
    }

    @Produces
    @Singleton
    LorawanTopics topics(LorawanIntake intake, Registry registry, LorawanCommandSender downlinks) {
        return new LorawanTopics(intake, registry, downlinks);
    }
}

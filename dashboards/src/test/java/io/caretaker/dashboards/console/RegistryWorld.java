package io.caretaker.dashboards.console;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.deadletter.DeadLetter;
import io.caretaker.ingest.deadletter.DeadLetters;
import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.downlink.CommandCatalogue;
import io.caretaker.ingest.downlink.CommandState;
import io.caretaker.ingest.downlink.DeviceCommands;
import io.caretaker.ingest.downlink.DownlinkSender;
import io.caretaker.ingest.enrolment.Enrolment;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.registry.RegistryStore;
import io.caretaker.ingest.registry.audit.RegistryLog;
import io.caretaker.ingest.twin.DeviceTwin;
import io.caretaker.ingest.twin.TwinStore;
import io.caretaker.ingest.twin.Twins;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Device;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** The devices of the world as they were last heard: most well, some silent, some with an empty battery. */
final class RegistryWorld {
    private static final String HASH = "00".repeat(32);

    private static final String NOT_REACHED = "the device was not reached in time";

    private RegistryWorld() {}

    static Registry registry() {
        return new Registry(new Forgetful(), new SecureRandom(), Clock.fixed(World.NOW, ZoneOffset.UTC));
    }

    static Twins twins() {
        List<DeviceTwin> twins = new ArrayList<>();
        int i = 0;
        for (Device device : World.topology().devices()) {
            i++;
            if (i % 19 != 0) {
                twins.add(twin(device, i));
            }
        }
        return new Twins(new TwinStore() {
            @Override
            public List<DeviceTwin> load() {
                return twins;
            }

            @Override
            public void save(Collection<DeviceTwin> changed) {}

            @Override
            public void remove(Collection<String> devices) {}
        });
    }

    private static DeviceTwin twin(Device device, int i) {
        Duration age = i % 11 == 0
                ? Duration.ofHours(3L * (i % 29))
                : device.interval().dividedBy(1 + i % 4);
        long seen = Times.micros(World.NOW.minus(age));
        boolean radio = i % 3 == 0;
        return new DeviceTwin(
                device.id(),
                seen,
                !radio,
                radio ? 0 : seen,
                Optional.of(radio ? Protocol.LORAWAN : Protocol.MQTT),
                radio ? "gateway-2" : "10.20.0." + i % 250,
                radio ? OptionalDouble.of(-70 - i % 50) : OptionalDouble.empty(),
                radio ? OptionalDouble.of(9.5 - i % 12) : OptionalDouble.empty(),
                i % 2 == 0 ? OptionalDouble.of(i * 7 % 101) : OptionalDouble.empty(),
                "1.4." + i % 3,
                "{\"online\":true,\"battery\":" + i * 7 % 101 + ",\"firmware\":\"1.4." + i % 3 + "\"}",
                seen);
    }

    static DeadLetters letters() {
        DeadLetter letter = new DeadLetter(
                Times.micros(World.NOW.minusSeconds(4_000)),
                Protocol.MQTT,
                "qixia-z1-p5.dev",
                "caretaker/v1/qixia/qixia-z1-p5.dev/telemetry",
                RejectReason.UNKNOWN_METRIC,
                "metric",
                "water_presure",
                "water_pressure",
                1,
                "{\"metric\":\"water_presure\",\"value\":312.5}",
                40);
        return new DeadLetters() {
            @Override
            public CompletionStage<Outcome> keep(DeadLetter other) {
                return CompletableFuture.completedFuture(Outcome.STORED);
            }

            @Override
            public Page page(Optional<String> before, int limit) {
                return new Page(List.of(new Entry("1", letter)), Optional.empty());
            }
        };
    }

    static RegistryLog log() {
        List<RegistryLog.Entry> entries = new CopyOnWriteArrayList<>(List.of(new RegistryLog.Entry(
                Times.micros(World.NOW.minusSeconds(90_000)), "li-na", "token.rotated", "qixia-z1-p5.dev", "PT1H")));
        return new RegistryLog() {
            @Override
            public void append(String actor, String action, String subject, String detail) {
                entries.add(0, new Entry(Times.micros(World.NOW), actor, action, subject, detail));
            }

            @Override
            public List<Entry> newest(Optional<String> subject, int limit) {
                return entries.stream()
                        .filter(e -> subject.map(e.subject()::equals).orElse(true))
                        .limit(limit)
                        .toList();
            }
        };
    }

    static DeviceCommands commands() {
        CommandsInMemory store = new CommandsInMemory();
        store.add("c-1", "lamp_dim", Map.of("level", 40.0), CommandState.EXECUTED, "zhang-wei", "", 9_000, "");
        store.add("c-2", "read_now", Map.of(), CommandState.EXPIRED, "li-na", "", 5_000, NOT_REACHED);
        store.add("c-3", "reporting_interval", Map.of("seconds", 300.0), CommandState.QUEUED, "li-na", "", 700, "");
        store.add("c-4", "valve_close", Map.of(), CommandState.AWAITING_CONFIRMATION, "zhang-wei", "", 100, "");
        DeviceCommands commands = new DeviceCommands(
                CommandCatalogue.shipped(),
                store,
                World::topology,
                Clock.fixed(World.NOW, ZoneOffset.UTC),
                new SecureRandom());
        commands.through(new DownlinkSender() {
            @Override
            public boolean serves(Device device) {
                return true;
            }

            @Override
            public void waiting(Device device) {}
        });
        return commands;
    }

    static Enrolment enrolment(Registry registry, RegistryLog log) {
        Enrolment enrolment = new Enrolment(
                new EnrolmentInMemory(), registry, log, Clock.fixed(World.NOW, ZoneOffset.UTC), new SecureRandom());
        enrolment.makeKey("qixia", "lamp-node", Duration.ofMinutes(15), 200, Duration.ofDays(30), "li-na");
        enrolment.revokeKey(enrolment.keys().get(0).id(), "li-na");
        enrolment.makeKey("wangjiang", "dispenser", Duration.ofMinutes(5), 12, Duration.ofDays(7), "zhang-wei");
        return enrolment;
    }

    private static final class Forgetful implements RegistryStore {
        @Override
        public Content load() {
            Map<String, String> hashes = new HashMap<>();
            World.topology().devices().forEach(d -> hashes.put(d.id(), HASH));
            return new Content(World.topology(), hashes, List.of());
        }

        @Override
        public void save(Upsert upsert) {}

        @Override
        public void remove(Kind kind, String id) {}

        @Override
        public void rotate(String device, String tokenHash, Optional<FormerToken> former, long timeMicros) {}

        @Override
        public void revoke(String device) {}

        @Override
        public void endGrace(Collection<String> devices) {}
    }
}

package io.caretaker.service.config;

import io.caretaker.ingest.journal.rocksdb.DamagedGroups;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Every setting of the product; read once at start. {@code docs/configure.md} lists the keys. */
@ConfigMapping(prefix = "caretaker")
public interface CaretakerConfig {
    /** Directory of the embedded stores. Must be writable and on a local disk that honours fsync. */
    @WithDefault("data")
    Path dataDir();

    /** Address that people's browsers reach the console at; links in messages begin with it. */
    @WithDefault("http://localhost:8080")
    @Pattern(regexp = "https?://[^/\\s]+(/\\S*)?", message = "expected an http or https address")
    String publicUrl();

    /** Bearer token with role admin, for automation. At least 32 characters; absent: switched off. */
    Optional<String> adminToken();

    Clock clock();

    Store store();

    Telemetry telemetry();

    Influx influx();

    Mqtt mqtt();

    CoapConfig coap();

    ModbusConfig modbus();

    Broker broker();

    GuardConfig guard();

    /** Brokers that are there already, by a name of one's own. */
    Map<String, BrokerConfig> brokers();

    Gb26875Config gb26875();

    MetersConfig meters();

    LorawanConfig lorawan();

    Ingest ingest();

    LineConfig line();

    Journal journal();

    DataQualityConfig dataQuality();

    Detection detection();

    Alerting alerting();

    interface Clock {
        /** {@code system}, or {@code driven}: the clock stands where the last {@code PUT /api/v1/clock} put it. */
        @WithDefault("system")
        Mode mode();

        /** Time between ticks of the system clock. 100 ms to 1 min. */
        @WithDefault("1s")
        @DurationMin(millis = 100)
        @DurationMax(minutes = 1)
        Duration tick();

        enum Mode {
            SYSTEM,
            DRIVEN
        }
    }

    interface Store {
        /** Where work data lives: {@code sqlite} (a file in the data directory) or {@code postgresql}. */
        @WithDefault("sqlite")
        Work work();

        enum Work {
            SQLITE,
            POSTGRESQL
        }
    }

    interface Telemetry {
        /** Where readings live: {@code embedded} or {@code influx}. */
        @WithDefault("embedded")
        Kind store();

        /** Age at which the embedded store lets readings go. 1 day to 10 years. */
        @WithDefault("400d")
        @DurationMin(days = 1)
        @DurationMax(days = 3650)
        Duration retention();

        /** Ages for single metrics, shorter than that of all: {@code retention-by-metric.sound_trigger_total=30d}. */
        Map<String, Duration> retentionByMetric();

        /** Size on disk beyond which the embedded store lets its oldest days go. Absent: no limit. */
        Optional<MemorySize> maxSize();

        enum Kind {
            EMBEDDED,
            INFLUX
        }
    }

    interface Influx {
        @WithDefault("http://localhost:8086")
        String url();

        /** Database, or the one that a DBRP mapping names. */
        @WithDefault("caretaker")
        String database();

        Optional<String> username();

        Optional<String> password();

        /** Token of a 2.x or 3 server; takes the place of user and password. */
        Optional<String> token();

        /** Organisation of a 2.x server; any text elsewhere. */
        @WithDefault("caretaker")
        String org();

        /** Maps the client's write path onto that of servers before 1.8. */
        @WithDefault("false")
        boolean compatibility1x();
    }

    interface Mqtt {
        @WithDefault("true")
        boolean enabled();

        @WithDefault("0.0.0.0")
        String host();

        /** 0 takes any free port. */
        @WithDefault("1883")
        @Min(0)
        @Max(65535)
        int port();

        /** Largest PUBLISH payload in bytes. */
        @WithDefault("262144")
        @Min(1024)
        @Max(16777216)
        int maxMessageSize();

        /** PEM certificate chain; with {@code tlsKey} the endpoint speaks TLS. */
        Optional<Path> tlsCertificate();

        Optional<Path> tlsKey();

        /** Port of TLS beside plain text; absent: {@code port} speaks TLS and nothing else. 0 takes any free port. */
        Optional<@Min(0) @Max(65535) Integer> tlsPort();

        /** Time between looks at the PEM files, which may be replaced while the service runs. */
        @WithDefault("30s")
        @DurationMin(seconds = 1)
        @DurationMax(days = 1)
        Duration tlsReload();

        /** PEM file of the certificates that may have signed those of devices. */
        Optional<Path> clientCa();

        /** PEM file of the certificates that are revoked. */
        Optional<Path> clientCrl();

        /** {@code optional}: certificate or token; {@code required}: no TLS without a certificate. */
        @WithDefault("optional")
        ClientAuth clientAuth();

        enum ClientAuth {
            OPTIONAL,
            REQUIRED
        }
    }

    interface Broker {
        /** Also subscribe to a broker that the estate already has (see {@code mp.messaging.incoming.broker-telemetry}). */
        @WithDefault("false")
        boolean enabled();
    }

    interface Ingest {
        /** How far a device's clock may run ahead before its time is replaced by the arrival time. */
        @WithDefault("2m")
        @DurationMin(seconds = 1)
        Duration futureTolerance();

        /** Readings older than this are refused. */
        @WithDefault("30d")
        @DurationMin(hours = 1)
        Duration maxAge();
    }

    interface Journal {
        /** Longest wait for more messages before a group is synced. 0 to 100 ms. */
        @WithDefault("2ms")
        @DurationMax(millis = 100)
        Duration groupCommit();

        /** Entries kept behind the last snapshot, for replays. */
        @WithDefault("20000000")
        @Min(1000)
        long retainEntries();

        /** Size on disk of what is kept behind the last snapshot, at most. */
        @WithDefault("16G")
        MemorySize retainBytes();

        /** Age of what is kept behind the last snapshot, at most. 1 hour to 10 years. */
        @WithDefault("400d")
        @DurationMin(hours = 1)
        @DurationMax(days = 3650)
        Duration retention();

        /** What is done about a group that fails its checksum: {@code stop} until somebody decides, or {@code skip} it. */
        @WithDefault("stop")
        DamagedGroups damagedGroups();
    }

    interface Detection {
        /** Time between snapshots of detector state; bounds what is folded again after a crash. 1 s to 1 h. */
        @WithDefault("60s")
        @DurationMin(seconds = 1)
        @DurationMax(hours = 1)
        Duration snapshotInterval();
    }

    interface Alerting {
        /** Sender address of alert mails. */
        @WithDefault("caretaker@localhost")
        String mailFrom();

        /** Key of signed links and webhooks; at least 32 characters. Absent: made once and kept in the data directory. */
        Optional<String> signingKey();

        /** Id of the person who is told where no rota says anybody. */
        Optional<String> fallbackPerson();

        /** Whether webhooks may go to private and loopback addresses. */
        @WithDefault("false")
        boolean allowPrivateWebhooks();
    }
}

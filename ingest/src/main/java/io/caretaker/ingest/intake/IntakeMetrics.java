package io.caretaker.ingest.intake;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.deadletter.Protocol;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Counters of the intake, registered once so that the hot path only increments. Safe for use by several threads. */
final class IntakeMetrics {
    private final Map<Protocol, Counter> accepted = new EnumMap<>(Protocol.class);
    private final Map<Protocol, Counter> unavailable = new EnumMap<>(Protocol.class);
    private final Map<Protocol, Map<RejectReason, Counter>> rejected = new EnumMap<>(Protocol.class);
    private final Map<Protocol, Map<FlagReason, Counter>> flagged = new EnumMap<>(Protocol.class);

    IntakeMetrics(MeterRegistry meters) {
        for (Protocol protocol : Protocol.values()) {
            accepted.put(
                    protocol,
                    counter(meters, "caretaker.ingest.readings", "Readings made durable", protocol, "accepted"));
            unavailable.put(
                    protocol,
                    counter(
                            meters,
                            "caretaker.ingest.unavailable",
                            "Messages refused because journal or dead letters could not write",
                            protocol,
                            "journal"));
            Map<RejectReason, Counter> byReason = new EnumMap<>(RejectReason.class);
            for (RejectReason reason : RejectReason.values()) {
                byReason.put(
                        reason,
                        counter(
                                meters,
                                "caretaker.ingest.rejected",
                                "Readings or whole messages not taken",
                                protocol,
                                reason.tag()));
            }
            rejected.put(protocol, byReason);
            Map<FlagReason, Counter> byFlag = new EnumMap<>(FlagReason.class);
            for (FlagReason reason : FlagReason.values()) {
                byFlag.put(
                        reason,
                        counter(
                                meters,
                                "caretaker.ingest.flagged",
                                "Readings taken with less than good quality",
                                protocol,
                                reason.tag()));
            }
            flagged.put(protocol, byFlag);
        }
    }

    private static Counter counter(
            MeterRegistry meters, String name, String description, Protocol protocol, String reason) {
        return Counter.builder(name)
                .description(description)
                .tag("protocol", protocol.tag())
                .tag("reason", reason)
                .register(meters);
    }

    void accepted(Protocol protocol, int readings) {
        accepted.get(protocol).increment(readings);
    }

    void unavailable(Protocol protocol) {
        unavailable.get(protocol).increment();
    }

    void rejected(Protocol protocol, RejectReason reason) {
        rejected.get(protocol).get(reason).increment();
    }

    void flagged(Protocol protocol, FlagReason reason) {
        flagged.get(protocol).get(reason).increment();
    }
}

package io.caretaker.alerting.incident;

import static io.caretaker.alerting.incident.CauseRule.Medium.POWER;
import static io.caretaker.alerting.incident.CauseRule.Medium.SEWAGE;
import static io.caretaker.alerting.incident.CauseRule.Medium.WATER;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.fault.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The cause rules of the product (field guide, section 6, rules 2, 5, 6 and 8). Immutable. */
final class CauseBook {
    static final String CABINET_OUTAGE = "light-cabinet-outage";
    static final String CIRCUIT_OUTAGE = "light-circuit-outage";
    static final String LAMP_OUT = "lamp-out";
    static final String STALE = "device-stale";

    private static final List<CauseRule> RULES = List.of(
            new CauseRule(
                    Set.of(CABINET_OUTAGE),
                    Set.of(CIRCUIT_OUTAGE, LAMP_OUT, STALE, "corridor-lamp-no-response"),
                    CauseRelation.BELOW,
                    POWER),
            new CauseRule(Set.of(CIRCUIT_OUTAGE), Set.of(LAMP_OUT, STALE), CauseRelation.BELOW, POWER),
            new CauseRule(Set.of("gateway-offline"), Set.of(STALE), CauseRelation.BELOW, POWER),
            new CauseRule(
                    Set.of("pipe-burst"),
                    Set.of("supply-low-pressure", "roof-tank-low", "dispenser-no-water", "fire-main-low-pressure"),
                    CauseRelation.SAME_WATER,
                    WATER),
            new CauseRule(
                    Set.of("supply-low-pressure"),
                    Set.of("roof-tank-low", "dispenser-no-water"),
                    CauseRelation.SAME_WATER,
                    WATER),
            new CauseRule(
                    Set.of("supply-quality-excursion"),
                    Set.of("dispenser-water-unsafe"),
                    CauseRelation.SAME_WATER,
                    WATER),
            // The water stands highest at the blockage first, then in the manholes above it.
            new CauseRule(Set.of("sewer-blockage"), Set.of("sewer-blockage"), CauseRelation.SAME_SEWER, SEWAGE),
            new CauseRule(
                    Set.of("fire-alarm-active"),
                    Set.of("fire-main-low-pressure"),
                    CauseRelation.SAME_FIRE_SYSTEM,
                    WATER));

    private final CorrelationSettings settings;

    CauseBook(CorrelationSettings settings) {
        this.settings = settings;
    }

    boolean canExplain(String type) {
        return RULES.stream().anyMatch(r -> r.causes().contains(type));
    }

    /** How long the fault waits for a cause; zero for danger to life, and where no cause is possible. */
    Duration hold(Sites sites, String type, String asset, Severity severity) {
        Optional<Asset> place = sites.asset(asset);
        if (severity == Severity.S1 || place.isEmpty()) {
            return Duration.ZERO;
        }
        return RULES.stream()
                .filter(r -> r.symptoms().contains(type) && r.relation().possible(sites, place.get()))
                .map(r -> hold(r.medium()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** A blockage does not wait for itself: the first manhole tells, the others join it. */
    private Duration hold(CauseRule.Medium medium) {
        return switch (medium) {
            case POWER -> settings.powerHold();
            case WATER -> settings.hydraulicHold();
            case SEWAGE -> Duration.ZERO;
        };
    }

    /** Whether the cause explains the symptom, by kind, place and the times at which both began. */
    boolean explains(Sites sites, Onset cause, Onset symptom) {
        Optional<Asset> causePlace = sites.asset(cause.asset());
        Optional<Asset> symptomPlace = sites.asset(symptom.asset());
        if (causePlace.isEmpty() || symptomPlace.isEmpty() || cause.key().equals(symptom.key())) {
            return false;
        }
        return RULES.stream()
                .anyMatch(r -> r.causes().contains(cause.type())
                        && r.symptoms().contains(symptom.type())
                        && inTime(r, cause.micros(), symptom.micros())
                        && r.relation().holds(sites, causePlace.get(), symptomPlace.get()));
    }

    private boolean inTime(CauseRule rule, long cause, long symptom) {
        return symptom >= cause - micros(settings.causeLateness())
                && (rule.medium() != WATER || symptom <= cause + micros(settings.hydraulicReach()));
    }

    static long micros(Duration duration) {
        return TimeUnit.MICROSECONDS.convert(duration);
    }

    /** Where and when a fault began. */
    record Onset(String type, String asset, long micros) {
        String key() {
            return FaultKeys.of(type, asset);
        }
    }
}

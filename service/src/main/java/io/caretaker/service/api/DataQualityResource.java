package io.caretaker.service.api;

import io.caretaker.ingest.quality.DeviceDay;
import io.caretaker.ingest.quality.Flaw;
import io.caretaker.ingest.quality.QualityLog;
import io.caretaker.ingest.quality.QualityReport;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is wrong with the data that devices send. */
@Path("/api/v1/data-quality")
@Tag(name = "Telemetry")
@Blocking
public class DataQualityResource {
    private static final Duration DEFAULT_SPAN = Duration.ofDays(6);

    private final TopologySource topology;
    private final QualityLog log;
    private final Clock clock;

    DataQualityResource(TopologySource topology, QualityLog log, Clock clock) {
        this.topology = topology;
        this.log = log;
        this.clock = clock;
    }

    /** Both lists the worst first; whole days of UTC, by the time of arrival. */
    public record QualityView(List<EstateQualityView> estates, Page<DeviceQualityView> devices) {}

    /** @param flaws how many of each; {@code missing} counts messages, the others readings */
    public record EstateQualityView(
            String estate,
            int devices,
            int devicesWithFlaws,
            int clocksOff,
            long readings,
            double flawedShare,
            Map<String, Long> flaws) {
        static EstateQualityView of(QualityReport.OfEstate estate) {
            return new EstateQualityView(
                    estate.estate(),
                    estate.devices(),
                    estate.flawed(),
                    estate.clocksOff(),
                    estate.readings(),
                    estate.flawedShare(),
                    words(estate.flaws()));
        }
    }

    /** @param clockOffset how far the device's clock is behind, in seconds; negative when it is ahead */
    public record DeviceQualityView(
            String device,
            String asset,
            String estate,
            long messages,
            long readings,
            Instant newestReading,
            double clockOffset,
            boolean clockIsOff,
            double flawedShare,
            Map<String, Long> flaws) {
        static DeviceQualityView of(QualityReport.OfDevice found) {
            Device device = found.device();
            DeviceDay sum = found.sum();
            return new DeviceQualityView(
                    device.id(),
                    device.asset(),
                    device.estate(),
                    sum.messages(),
                    sum.readings(),
                    Times.instant(sum.lastMicros()),
                    sum.offsetMicros() / 1e6,
                    sum.clockIsOff(),
                    sum.flawedShare(),
                    words(sum.flaws()));
        }
    }

    private static Map<String, Long> words(Map<Flaw, Long> flaws) {
        Map<String, Long> words = new TreeMap<>();
        flaws.forEach((flaw, count) -> words.put(flaw.word(), count));
        return words;
    }

    @GET
    @RolesAllowed("**")
    @Operation(
            summary = "Duplicates, gaps, clocks and other flaws of what devices sent, by estate and device",
            description = "Without from: the last seven days. Counts are at most some minutes old.")
    public QualityView quality(
            @QueryParam("estate") String estate,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("cursor") String cursor) {
        int most = Page.limit(limit);
        int first = first(cursor);
        Topology known = topology.current();
        if (estate != null && known.estate(estate).isEmpty()) {
            throw new InvalidValue("estate", estate, "the id of a known estate");
        }
        Instant end = RequestTimes.of("to", to, clock.instant());
        Instant start = RequestTimes.of("from", from, end.minus(DEFAULT_SPAN));
        if (start.isAfter(end)) {
            throw new InvalidValue("from", from, "a time before to");
        }
        List<String> devices = known.devices().stream()
                .filter(d -> estate == null || d.estate().equals(estate))
                .map(Device::id)
                .toList();
        QualityReport report = QualityReport.of(known, log.days(devices, day(start), day(end)));
        List<DeviceQualityView> views = report.devices().stream()
                .skip(first)
                .limit(most)
                .map(DeviceQualityView::of)
                .toList();
        boolean more = report.devices().size() > first + views.size();
        return new QualityView(
                report.estates().stream().map(EstateQualityView::of).toList(),
                new Page<>(views, more ? Integer.toString(first + views.size()) : null));
    }

    private static int first(String cursor) {
        try {
            return cursor == null ? 0 : Math.max(0, Integer.parseInt(cursor));
        } catch (NumberFormatException e) {
            throw new InvalidValue("cursor", cursor, "the next of an earlier answer");
        }
    }

    private static int day(Instant time) {
        return (int) Math.floorDiv(time.getEpochSecond(), 86_400L);
    }
}

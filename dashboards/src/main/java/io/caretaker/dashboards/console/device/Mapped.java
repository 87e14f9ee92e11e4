package io.caretaker.dashboards.console.device;

import io.caretaker.dashboards.console.device.BenchView.Result;
import io.caretaker.dashboards.console.device.BenchView.Value;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.codec.Units;
import io.caretaker.ingest.lorawan.codec.DecodedUplink;
import io.caretaker.ingest.mapping.FieldMapper;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a decoded payload means to a profile, in words. */
final class Mapped {
    /** Readings of the bench belong to no device. */
    private static final String NOBODY = "bench";

    private final Say say;
    private final Function<Object, String> json;

    /** @param json writes fields for people */
    Mapped(Say say, Function<Object, String> json) {
        this.say = say;
        this.json = json;
    }

    Result result(DecodedUplink decoded, Optional<Profile> profile) {
        if (decoded instanceof DecodedUplink.Failed failed) {
            return new Result("", failed.reason(), List.of(), List.of(), List.of());
        }
        DecodedUplink.Fields fields = (DecodedUplink.Fields) decoded;
        Optional<Decoded.Readings> mapped = profile.map(p -> map(p, fields));
        return new Result(
                json.apply(fields.fields()),
                "",
                fields.warnings(),
                mapped.map(m -> m.readings().stream()
                                .map(r -> value(profile.orElseThrow(), r))
                                .toList())
                        .orElse(List.of()),
                mapped.map(m -> m.rejected().stream().map(Rejection::sentence).toList())
                        .orElse(List.of()));
    }

    private static Decoded.Readings map(Profile profile, DecodedUplink.Fields fields) {
        Device device = new Device(NOBODY, NOBODY, NOBODY, profile.id(), Duration.ofMinutes(1));
        return FieldMapper.map(device, profile, fields.fields(), RawReading.ARRIVAL, 0);
    }

    private Value value(Profile profile, RawReading reading) {
        MetricSpec spec = profile.metric(reading.metric()).orElseThrow();
        String unit = reading.unit().isEmpty() ? spec.unit() : reading.unit();
        double value = Units.convert(reading.value(), unit, spec.unit()).orElse(Double.NaN);
        boolean plausible = spec.min() <= value && value <= spec.max();
        return new Value(say.metric(spec.name()), say.value(spec.name(), value, spec.unit()), !plausible);
    }
}

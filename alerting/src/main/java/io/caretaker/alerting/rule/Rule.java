package io.caretaker.alerting.rule;

import io.caretaker.model.Ids;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.fault.Severity;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A rule as data: which detector looks at which metric of which kind of asset, with which parameters, and which fault it
 * raises.
 *
 * @param faultType id in the catalogue
 * @param metric metric it reads; for a detector over several series the leading one
 * @param parameters by name, in the unit that {@link ParameterSpec} says
 * @param severity where it differs from the catalogue's
 */
public record Rule(
        String id,
        String faultType,
        DetectorKind detector,
        AssetType assetType,
        String metric,
        Map<String, Double> parameters,
        Optional<Severity> severity,
        boolean enabled) {
    public Rule {
        Ids.require("id", id);
        Ids.require("faultType", faultType);
        Objects.requireNonNull(detector, "detector");
        Objects.requireNonNull(assetType, "assetType");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(severity, "severity");
        parameters = Map.copyOf(parameters);
    }
}

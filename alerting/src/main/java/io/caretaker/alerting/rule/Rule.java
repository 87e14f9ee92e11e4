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
 * @param inputs what else it looks at, by role as {@link DetectorSpec#inputs()} says: another metric of the device, or an
 *     attribute of the asset
 */
public record Rule(
        String id,
        String faultType,
        DetectorKind detector,
        AssetType assetType,
        String metric,
        Map<String, Double> parameters,
        Optional<Severity> severity,
        boolean enabled,
        Map<String, String> inputs) {
    public Rule(
            String id,
            String faultType,
            DetectorKind detector,
            AssetType assetType,
            String metric,
            Map<String, Double> parameters,
            Optional<Severity> severity,
            boolean enabled) {
        this(id, faultType, detector, assetType, metric, parameters, severity, enabled, Map.of());
    }

    public Rule {
        Ids.require("id", id);
        Ids.require("faultType", faultType);
        Objects.requireNonNull(detector, "detector");
        Objects.requireNonNull(assetType, "assetType");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(severity, "severity");
        parameters = Map.copyOf(parameters);
        inputs = Map.copyOf(inputs);
    }
}

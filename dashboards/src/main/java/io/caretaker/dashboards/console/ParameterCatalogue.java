package io.caretaker.dashboards.console;

import io.caretaker.alerting.rule.DetectorKind;
import io.caretaker.alerting.rule.ParameterSpec;
import java.util.List;

/** What the parameters of each detector are called, and their units and ranges. Does not block. */
@FunctionalInterface
public interface ParameterCatalogue {
    List<ParameterSpec> of(DetectorKind detector);
}

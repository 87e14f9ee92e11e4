package io.caretaker.alerting.rule;

import io.caretaker.model.Text;

/**
 * Something else that a detector of this kind can look at, beside its leading metric.
 *
 * @param name role, as {@code relative_to}
 * @param source where the value of the input is looked up
 */
public record InputSpec(String name, Source source, Text label) {
    public enum Source {
        /** An attribute of the asset's data sheet. */
        ATTRIBUTE,
        /** Another metric of the same device. */
        METRIC,
        /** A metric of any device in the same scope. */
        SCOPE_METRIC
    }
}

package io.caretaker.model.fault;

import io.caretaker.model.Ids;
import io.caretaker.model.Text;
import io.caretaker.model.estate.Family;
import java.time.Duration;
import java.util.Objects;

/**
 * An entry of the fault catalogue.
 *
 * @param id as {@code pipe-burst}
 * @param name what engineers call it
 * @param residentName what residents are told
 * @param firstAction what whoever is called does first
 * @param proofPeriod how long telemetry must stay in band before the repair counts as proved
 * @param trade which crew skill repairs it, as {@code pipe-fitter}
 * @param estimatedWork how long the repair takes on site
 */
public record FaultType(
        String id,
        Family family,
        Severity severity,
        Text name,
        Text residentName,
        Text firstAction,
        Duration proofPeriod,
        String trade,
        Duration estimatedWork) {
    public FaultType {
        Ids.require("id", id);
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(residentName, "residentName");
        Objects.requireNonNull(firstAction, "firstAction");
        Objects.requireNonNull(proofPeriod, "proofPeriod");
        Ids.require("trade", trade);
        Objects.requireNonNull(estimatedWork, "estimatedWork");
    }
}

package io.caretaker.alerting.detect;

import io.caretaker.model.fault.Severity;

/** What all detectors of one rule share: which rule it is and what it raises. */
record Judgement(String rule, String faultType, Severity severity) {}

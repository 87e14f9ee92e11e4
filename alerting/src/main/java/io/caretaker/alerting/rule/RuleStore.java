package io.caretaker.alerting.rule;

import java.util.List;

/** The published rules with their history. May block on I/O; safe for use by several threads. */
public interface RuleStore {
    /** The book as it stands: shipped rules with what people published over them. */
    RuleBook current();

    /** Newest first. */
    List<RuleVersion> versions(String rule);
}

package io.caretaker.service.console;

import io.caretaker.dashboards.console.LiveUpdates;
import io.caretaker.model.incident.IncidentBatch;
import io.caretaker.model.incident.IncidentItem;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Turns what was committed into topics for open pages, gathered over a second so that a storm is one message. */
@ApplicationScoped
public class StageUpdates implements LiveUpdates {
    private static final Duration GATHER = Duration.ofSeconds(1);

    private final Multi<String> topics;

    StageUpdates(ChangeFeed feed) {
        this.topics = feed.batches()
                .group()
                .intoLists()
                .every(GATHER)
                .onOverflow()
                .drop()
                .onItem()
                .transformToMultiAndConcatenate(batches -> Multi.createFrom().iterable(topicsOf(batches)));
    }

    @Override
    public Multi<String> topics() {
        return topics;
    }

    private static Set<String> topicsOf(List<IncidentBatch> batches) {
        Set<String> topics = new LinkedHashSet<>();
        for (IncidentBatch batch : batches) {
            for (IncidentItem item : batch.items()) {
                if (item instanceof IncidentItem.IncidentChanged changed) {
                    topics.add("incidents");
                    topics.add("tasks");
                    topics.add("estate:" + changed.incident().estate());
                } else if (item instanceof IncidentItem.CommandItem command) {
                    topics.add(command.command().kind().startsWith("rule.") ? "rules" : "tasks");
                }
            }
        }
        return topics;
    }
}

package io.caretaker.dashboards.console.shell;

import io.caretaker.dashboards.console.LiveUpdates;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;

/** The one stream that open pages listen to: an event named after each topic that has changed. */
@Path("/console/events")
public class EventsPage {
    /** Shorter than the idle timeout of usual proxies (60 s), so that a quiet night does not cut the stream. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);

    /** At once, so that the page knows it is connected; a tick cannot start after nothing. */
    private static final Duration FIRST = Duration.ofMillis(1);

    private final LiveUpdates updates;

    EventsPage(LiveUpdates updates) {
        this.updates = updates;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> events(@Context Sse sse) {
        Multi<String> beats = Multi.createFrom()
                .ticks()
                .startingAfter(FIRST)
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(n -> "beat");
        return Multi.createBy()
                .merging()
                .streams(beats, updates.topics())
                .map(topic -> sse.newEventBuilder().name(topic).data(topic).build());
    }
}

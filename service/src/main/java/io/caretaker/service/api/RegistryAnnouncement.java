package io.caretaker.service.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.ingest.registry.RegistryChange;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;

/** Lets an answer wait until detection works with the changed registry. */
@RequestScoped
class RegistryAnnouncement {
    private final Caller caller;
    private final ObjectMapper json;

    RegistryAnnouncement(Caller caller, ObjectMapper json) {
        this.caller = caller;
        this.json = json;
    }

    <T> Uni<T> of(RegistryChange change, T answer) {
        String estates = String.join(",", change.estates());
        String body = json.createObjectNode().put("estates", estates).toString();
        return caller.issue("registry.changed", "registry", body).map(done -> answer);
    }
}

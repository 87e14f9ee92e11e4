package io.caretaker.service.console;

import io.caretaker.dashboards.console.Viewer;
import io.caretaker.model.people.Person;
import io.caretaker.service.security.CaretakerAuthentication;
import io.caretaker.service.security.FormTokens;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Whoever the request's identity is. */
@RequestScoped
public class RequestViewer implements Viewer {
    private final SecurityIdentity identity;
    private final RoutingContext request;
    private final FormTokens formTokens;

    RequestViewer(SecurityIdentity identity, RoutingContext request, FormTokens formTokens) {
        this.identity = identity;
        this.request = request;
        this.formTokens = formTokens;
    }

    @Override
    public Optional<Person> person() {
        return Optional.ofNullable(identity.getAttribute(CaretakerAuthentication.PERSON));
    }

    @Override
    public String csrf() {
        return formTokens.tokenFor(request);
    }
}

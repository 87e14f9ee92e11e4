package io.caretaker.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.caretaker.alerting.dispatch.TaskStore;
import io.caretaker.alerting.oncall.sql.SqlPeople;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.people.OnCallRota;
import io.caretaker.model.people.Person;
import io.caretaker.model.people.Role;
import io.caretaker.model.work.Crew;
import io.caretaker.service.security.Accounts;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Persons, rotas and crews. */
@Path("/api/v1")
@Tag(name = "People")
@Blocking
public class PeopleResource {
    private final SqlPeople people;
    private final TaskStore tasks;
    private final Organisation organisation;
    private final Accounts accounts;

    PeopleResource(SqlPeople people, TaskStore tasks, Organisation organisation, Accounts accounts) {
        this.people = people;
        this.tasks = tasks;
        this.organisation = organisation;
        this.accounts = accounts;
    }

    /** A person without addresses: those are shown to administrators only. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PersonView(
            String id, String name, List<String> roles, String language, boolean email, boolean webhook) {
        static PersonView of(Person person) {
            return new PersonView(
                    person.id(),
                    person.name(),
                    person.roles().stream().map(PersonView::role).sorted().toList(),
                    person.language().toLanguageTag(),
                    person.email().isPresent(),
                    person.webhook().isPresent());
        }

        private static String role(Role role) {
            return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public record RotaView(String estate, List<String> persons, Duration escalateAfter) {
        static RotaView of(OnCallRota rota) {
            return new RotaView(rota.estate(), rota.persons(), rota.escalateAfter());
        }
    }

    @GET
    @Path("/people")
    @RolesAllowed("**")
    @Operation(summary = "Persons by id")
    public List<PersonView> people() {
        return people.get().persons().values().stream()
                .sorted(Comparator.comparing(Person::id))
                .map(PersonView::of)
                .toList();
    }

    @PUT
    @Path("/people/{id}")
    @RolesAllowed("admin")
    @Operation(summary = "Adds or replaces a person")
    public PersonView putPerson(@RestPath String id, Organisation.PersonDraft draft) {
        if (draft == null || !id.equals(draft.id())) {
            throw new InvalidValue("id", draft == null ? null : draft.id(), "the id of the path, " + id);
        }
        people.put(List.of(draft.person()), List.of());
        return PersonView.of(people.get().person(id).orElseThrow());
    }

    /** @param password at least 12 characters */
    public record Password(String password) {}

    @PUT
    @Path("/people/{id}/password")
    @RolesAllowed("admin")
    @Operation(summary = "Sets the password a person signs in with")
    public void setPassword(@RestPath String id, Password password) {
        known(id);
        if (password == null || password.password() == null) {
            throw new InvalidValue("password", null, "at least 12 characters");
        }
        accounts.setPassword(id, password.password());
    }

    /** @param path of the page that signs the person in, good once within a day */
    public record SignInLink(String path) {}

    @POST
    @Path("/people/{id}/sign-in-link")
    @RolesAllowed("admin")
    @Operation(summary = "Makes a one-time sign-in link")
    public SignInLink signInLink(@RestPath String id) {
        known(id);
        return new SignInLink("/sign-in/link/" + accounts.newLink(id));
    }

    @GET
    @Path("/rotas")
    @RolesAllowed("**")
    @Operation(summary = "Who is on call, by estate")
    public List<RotaView> rotas() {
        return people.get().rotas().values().stream()
                .sorted(Comparator.comparing(OnCallRota::estate))
                .map(RotaView::of)
                .toList();
    }

    @PUT
    @Path("/rotas/{estate}")
    @RolesAllowed({"admin", "dispatcher"})
    @Operation(summary = "Says who is on call for the estate")
    public RotaView putRota(@RestPath String estate, Organisation.RotaDraft draft) {
        if (draft == null || !estate.equals(draft.estate())) {
            throw new InvalidValue(
                    "estate", draft == null ? null : draft.estate(), "the estate of the path, " + estate);
        }
        people.put(List.of(), List.of(draft.rota()));
        return RotaView.of(people.get().rota(estate).orElseThrow());
    }

    @GET
    @Path("/crews")
    @RolesAllowed("**")
    @Operation(summary = "Crews by id")
    public List<Crew> crews() {
        return tasks.crews();
    }

    @PUT
    @Path("/crews/{id}")
    @RolesAllowed({"admin", "dispatcher"})
    @Operation(summary = "Adds or replaces a crew")
    public Crew putCrew(@RestPath String id, Organisation.CrewDraft draft) {
        if (draft == null || !id.equals(draft.id())) {
            throw new InvalidValue("id", draft == null ? null : draft.id(), "the id of the path, " + id);
        }
        organisation.apply(organisation.check(new Organisation.Draft(List.of(draft), List.of(), List.of())));
        return draft.crew();
    }

    private void known(String id) {
        if (people.get().person(id).isEmpty()) {
            throw InvalidRequest.notFound("person", id);
        }
    }
}

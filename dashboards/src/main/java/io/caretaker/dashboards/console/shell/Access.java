package io.caretaker.dashboards.console.shell;

import io.caretaker.model.people.Person;
import io.caretaker.model.people.Role;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What the console lets a role do; the service has the last word on its routes. */
public enum Access {
    ACT_ON_INCIDENT(EnumSet.of(Role.ADMIN, Role.OPERATOR, Role.ENGINEER, Role.ON_CALL, Role.DISPATCHER)),
    COMMENT(EnumSet.of(Role.ADMIN, Role.OPERATOR, Role.ENGINEER, Role.ON_CALL, Role.DISPATCHER, Role.CREW)),
    ASSIGN_TASK(EnumSet.of(Role.ADMIN, Role.OPERATOR, Role.ENGINEER, Role.ON_CALL, Role.DISPATCHER)),
    WORK_ON_TASK(EnumSet.of(Role.ADMIN, Role.OPERATOR, Role.ENGINEER, Role.ON_CALL, Role.DISPATCHER, Role.CREW)),
    TRY_RULE(EnumSet.of(Role.ADMIN, Role.OPERATOR, Role.ENGINEER)),
    PUBLISH_RULE(EnumSet.of(Role.ADMIN, Role.OPERATOR)),
    SEE_MODELS(EnumSet.of(Role.ADMIN, Role.OPERATOR, Role.ENGINEER)),
    INSTALL_MODEL(EnumSet.of(Role.ADMIN, Role.ENGINEER)),
    PUBLISH_CODEC(EnumSet.of(Role.ADMIN, Role.ENGINEER)),
    /** Give devices new tokens, take them away. */
    MANAGE_TOKENS(EnumSet.of(Role.ADMIN, Role.ENGINEER)),
    /** Also the keys by which devices register themselves. */
    IMPORT_REGISTRY(EnumSet.of(Role.ADMIN)),
    EXPORT_REGISTRY(EnumSet.of(Role.ADMIN, Role.ENGINEER, Role.OPERATOR, Role.AUDITOR)),
    COMMAND_DEVICE(EnumSet.of(Role.ADMIN, Role.OPERATOR, Role.ENGINEER));

    private final Set<Role> roles;

    Access(Set<Role> roles) {
        this.roles = roles;
    }

    public boolean granted(Optional<Person> person) {
        return person.map(p -> p.roles().stream().anyMatch(roles::contains)).orElse(false);
    }
}

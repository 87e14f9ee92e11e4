package io.caretaker.model.people;

/** What an account may do; the table of routes and roles stands in the service. */
public enum Role {
    ADMIN,
    OPERATOR,
    ENGINEER,
    ON_CALL,
    DISPATCHER,
    CREW,
    AUDITOR
}

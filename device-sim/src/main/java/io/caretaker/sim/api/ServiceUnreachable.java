package io.caretaker.sim.api;

/** Nobody answered for about two minutes. */
public final class ServiceUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServiceUnreachable(String request, Throwable cause) {
        super(request + " found no service: " + cause, cause);
    }
}

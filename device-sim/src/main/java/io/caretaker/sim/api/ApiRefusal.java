package io.caretaker.sim.api;

/** The service answered a request with an error that trying again does not cure. */
public final class ApiRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    ApiRefusal(String request, int status, String answer) {
        super(request + " was answered with " + status + ": " + answer);
        this.status = status;
    }

    public int status() {
        return status;
    }
}

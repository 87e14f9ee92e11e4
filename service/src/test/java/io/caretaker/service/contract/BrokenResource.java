package io.caretaker.service.contract;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Routes of the tests that fail in a way nobody foresaw. */
@Path("/api/v1/" + BrokenResource.PATH)
public class BrokenResource {
    static final String PATH = "broken-for-the-test";
    static final String SECRET = "jdbc:secret-of-the-inside";

    @GET
    @Operation(hidden = true)
    public String api() {
        throw new IllegalStateException(SECRET);
    }

    /** The same among the pages. */
    @Path("/" + PATH)
    public static class BrokenPage {
        @GET
        @Produces(MediaType.TEXT_HTML)
        @Operation(hidden = true)
        public String page() {
            throw new IllegalStateException(SECRET);
        }
    }
}

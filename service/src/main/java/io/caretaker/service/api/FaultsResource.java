package io.caretaker.service.api;

import io.caretaker.alerting.fault.FaultLog;
import io.caretaker.alerting.fault.FaultRecord;
import io.caretaker.service.api.Views.FaultView;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What detection raised, before correlation. */
@Path("/api/v1/faults")
@Tag(name = "Faults")
@Blocking
public class FaultsResource {
    private final FaultLog faults;

    FaultsResource(FaultLog faults) {
        this.faults = faults;
    }

    @GET
    @RolesAllowed("**")
    @Operation(summary = "Faults, newest first")
    public Page<FaultView> list(
            @QueryParam("asset") String asset,
            @QueryParam("type") String type,
            @QueryParam("open") @DefaultValue("false") boolean openOnly,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("cursor") String cursor) {
        int size = Page.limit(limit);
        return Page.of(
                faults.list(
                        Optional.ofNullable(asset),
                        Optional.ofNullable(type),
                        openOnly,
                        size + 1,
                        Optional.ofNullable(cursor)),
                size,
                FaultRecord::id,
                FaultView::of);
    }
}

package io.caretaker.service.api;

import io.caretaker.alerting.notify.NotificationLog;
import io.caretaker.model.notify.Notification;
import io.caretaker.service.api.Views.NotificationView;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who was told what, by which channel, and what came of it. */
@Path("/api/v1/notifications")
@Tag(name = "Notifications")
@Blocking
public class NotificationsResource {
    private final NotificationLog notifications;

    NotificationsResource(NotificationLog notifications) {
        this.notifications = notifications;
    }

    @GET
    @RolesAllowed("**")
    @Operation(summary = "Notifications, newest first")
    public Page<NotificationView> list(
            @QueryParam("incident") String incident,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("cursor") String cursor) {
        int size = Page.limit(limit);
        List<Notification> found = incident != null
                ? notifications.ofIncident(incident)
                : notifications.list(size + 1, Optional.ofNullable(cursor));
        return Page.of(found, size, Notification::id, NotificationView::of);
    }
}

package io.caretaker.alerting.notify;

import io.caretaker.model.notify.Notification;
import java.util.List;
import java.util.Optional;

/** Every notification with its delivery record. May block on I/O; safe for use by several threads. */
public interface NotificationLog {
    List<Notification> ofIncident(String incident);

    /** Newest first; {@code after} is the id of the last one of the page before. */
    List<Notification> list(int limit, Optional<String> after);
}

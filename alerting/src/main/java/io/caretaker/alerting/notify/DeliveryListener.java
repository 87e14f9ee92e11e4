package io.caretaker.alerting.notify;

import io.caretaker.model.notify.Notification;

/** Hears how notifications end, on a thread of the sender, after it was recorded. Must not throw. */
public interface DeliveryListener {
    DeliveryListener NONE = new DeliveryListener() {
        @Override
        public void delivered(Notification notification) {}

        @Override
        public void givenUp(Notification notification, String reason) {}
    };

    void delivered(Notification notification);

    /** The person does not know: whoever wires it may tell the next one at once. */
    void givenUp(Notification notification, String reason);
}

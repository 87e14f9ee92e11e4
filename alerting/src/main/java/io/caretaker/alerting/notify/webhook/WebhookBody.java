package io.caretaker.alerting.notify.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.alerting.notify.Message;
import io.caretaker.model.Times;
import io.caretaker.model.people.Person;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON that a webhook gets: CloudEvents 1.0 attributes around the incident in the person's language. */
final class WebhookBody {
    private static final ObjectMapper JSON = new ObjectMapper();

    private WebhookBody() {}

    static byte[] of(Message message, Person person, String source) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", message.key());
        event.put("source", source);
        event.put("type", "io.caretaker.incident.notified");
        event.put("subject", message.incident());
        event.put("time", Times.instant(message.openedMicros()).toString());
        event.put("datacontenttype", "application/json");
        event.put("data", data(message, person));
        try {
            return JSON.writeValueAsString(event).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing the webhook body of " + message.key(), e);
        }
    }

    private static Map<String, Object> data(Message message, Person person) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("incident", message.incident());
        data.put("shortId", message.shortId());
        data.put("severity", message.severity().name());
        data.put("state", message.state().name());
        data.put("estate", message.estate());
        data.put("asset", message.asset());
        data.put("faultType", message.faultType());
        data.put("opened", Times.instant(message.openedMicros()).toString());
        data.put("person", person.id());
        data.put("language", message.language().toLanguageTag());
        data.put("title", message.title());
        data.put("text", message.text());
        data.put(
                "links",
                Map.of(
                        "acknowledge", message.links().acknowledge().toString(),
                        "escalate", message.links().escalate().toString(),
                        "open", message.links().open().toString()));
        return data;
    }
}

package io.caretaker.alerting.notify;

import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.IncidentState;
import java.net.URI;
import java.util.Locale;

/** Finished messages for tests of what carries them. */
public final class Messages {
    private Messages() {}

    public static Message about(String key, String incident, Severity severity) {
        return new Message(
                key,
                incident,
                ShortId.of(incident),
                severity,
                IncidentState.OPEN,
                "sunny",
                "pipe-3",
                "pipe-burst",
                1_763_924_400_000_000L,
                Locale.forLanguageTag("zh-CN"),
                "【紧急】#" + ShortId.of(incident) + " 3号楼水管爆裂",
                "【紧急】3号楼水管爆裂\n先做：关阀",
                "<p>3号楼水管爆裂</p>",
                new Message.Links(
                        URI.create("https://caretaker.example.org/a/x"),
                        URI.create("https://caretaker.example.org/a/y"),
                        URI.create("https://caretaker.example.org/incidents/z")));
    }
}

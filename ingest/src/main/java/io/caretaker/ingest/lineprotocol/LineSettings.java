package io.caretaker.ingest.lineprotocol;

import io.caretaker.model.InvalidValue;

/**
 * How lines are read.
 *
 * @param deviceTag tag whose value is the id of the device, as {@code device} or Telegraf's {@code host}
 */
public record LineSettings(String deviceTag) {
    public LineSettings {
        if (deviceTag == null || deviceTag.isBlank()) {
            throw new InvalidValue("deviceTag", deviceTag, "the name of a tag such as device");
        }
    }
}

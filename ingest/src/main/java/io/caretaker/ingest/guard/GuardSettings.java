package io.caretaker.ingest.guard;

import io.caretaker.model.InvalidValue;

/**
 * How much of what everybody shares one sender may have.
 *
 * @param addressFailures failed authentications of one address at once, 1 or more
 * @param addressFailuresPerMinute and per minute after that, above 0
 * @param deviceFailures failed authentications in the name of one device at once, 1 or more
 * @param deviceFailuresPerMinute and per minute after that, above 0
 * @param connectionsPerAddress open connections of one address, 1 or more
 * @param messagesPerSecond of one device, above 0: MQTT is not read faster, HTTP is told to come later
 * @param messagesAtOnce of one device after it was quiet, 1 or more
 */
public record GuardSettings(
        int addressFailures,
        double addressFailuresPerMinute,
        int deviceFailures,
        double deviceFailuresPerMinute,
        int connectionsPerAddress,
        int messagesPerSecond,
        int messagesAtOnce) {
    public GuardSettings {
        atLeastOne("addressFailures", addressFailures);
        atLeastOne("deviceFailures", deviceFailures);
        atLeastOne("connectionsPerAddress", connectionsPerAddress);
        atLeastOne("messagesPerSecond", messagesPerSecond);
        atLeastOne("messagesAtOnce", messagesAtOnce);
        above0("addressFailuresPerMinute", addressFailuresPerMinute);
        above0("deviceFailuresPerMinute", deviceFailuresPerMinute);
    }

    /**
     * 100 failures of an address and 20 a minute, 20 in the name of a device and 5 a minute; 20,000 connections of an
     * address, as many devices come through one gateway; 50,000 messages a second of a device.
     */
    public static GuardSettings defaults() {
        return new GuardSettings(100, 20, 20, 5, 20_000, 50_000, 100_000);
    }

    private static void atLeastOne(String field, int value) {
        if (value < 1) {
            throw new InvalidValue(field, value, "1 or more");
        }
    }

    private static void above0(String field, double value) {
        if (!(value > 0)) {
            throw new InvalidValue(field, value, "more than 0");
        }
    }
}

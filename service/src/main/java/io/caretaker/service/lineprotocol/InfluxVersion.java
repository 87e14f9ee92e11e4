package io.caretaker.service.lineprotocol;

/** What agents are told when they ask for the version: 1.8 is the first that takes both ways to write. */
final class InfluxVersion {
    static final String NUMBER = "1.8.10-caretaker";

    private InfluxVersion() {}
}

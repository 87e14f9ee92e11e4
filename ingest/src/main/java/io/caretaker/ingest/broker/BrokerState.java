package io.caretaker.ingest.broker;

/**
 * How a broker's connection is, for people.
 *
 * @param connected and subscribed
 * @param detail where it is connected to, or why not
 */
public record BrokerState(String name, boolean connected, String detail) {}

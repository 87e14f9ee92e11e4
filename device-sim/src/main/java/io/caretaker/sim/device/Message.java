package io.caretaker.sim.device;

/**
 * What goes over the wire.
 *
 * @param second when it is handed to the network, in virtual time; the readings inside may be older
 * @param payload UTF-8 JSON, not copied: do not change it
 */
public record Message(String device, String topic, long second, byte[] payload) {}

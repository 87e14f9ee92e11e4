package io.caretaker.bench.mqtt;

/**
 * Who publishes: id in the registry and secret.
 *
 * @param channels metrics it reports in turn; 0 for a zone inlet with flow and pressure
 */
public record Device(String estate, String id, String token, int channels) {}

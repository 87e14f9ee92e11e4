package io.caretaker.bench.mqtt;

/** Who publishes: id in the registry and secret. */
record Device(String estate, String id, String token) {}

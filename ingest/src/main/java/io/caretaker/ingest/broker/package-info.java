/**
 * MQTT brokers that an estate has already: the service is their client. What they carry is told apart by topic and handed to
 * the protocol that knows it; a message is acknowledged to the broker when its readings are on disk.
 */
package io.caretaker.ingest.broker;

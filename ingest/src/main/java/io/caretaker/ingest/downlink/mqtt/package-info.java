/** Commands by the MQTT endpoint for devices. */
package io.caretaker.ingest.downlink.mqtt;

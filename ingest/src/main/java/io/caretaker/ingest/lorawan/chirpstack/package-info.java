/** Events of ChirpStack v4, as its HTTP and MQTT integrations send them in JSON. */
package io.caretaker.ingest.lorawan.chirpstack;

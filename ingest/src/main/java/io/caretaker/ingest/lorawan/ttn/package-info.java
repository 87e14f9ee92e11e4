/** Messages of The Things Stack v3, as its webhooks and its MQTT server send them. */
package io.caretaker.ingest.lorawan.ttn;

/** LoRaWAN devices by their network server: events to readings, whatever server they come from. */
package io.caretaker.ingest.lorawan;

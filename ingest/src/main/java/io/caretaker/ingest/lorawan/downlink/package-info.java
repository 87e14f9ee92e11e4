/** Commands to LoRaWAN devices, as frames that a network server sends. */
package io.caretaker.ingest.lorawan.downlink;

/** Polling of Modbus units: which registers, when, and what they mean. The wire itself is {@code modbus.tcp}. */
package io.caretaker.ingest.modbus;

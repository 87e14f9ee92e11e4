/** Modbus TCP. */
package io.caretaker.ingest.modbus.tcp;

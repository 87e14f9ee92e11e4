/** Sensor Measurement Lists (RFC 8428) in JSON and CBOR, wire to readings and back. Pure. */
package io.caretaker.ingest.senml;

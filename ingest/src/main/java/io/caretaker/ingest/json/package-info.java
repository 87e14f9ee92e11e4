/** The product's own telemetry JSON, wire to readings and back. Pure. */
package io.caretaker.ingest.json;

/** Readings behind the journal: the port of the store, and what follows the journal into it. */
package io.caretaker.ingest.telemetry;

/**
 * InfluxDB line protocol in: a parser on bytes, which device a series is, which metric a field is. Pure but for
 * {@link io.caretaker.ingest.lineprotocol.LineIntake}, the door to the journal. The HTTP routes live in the service.
 */
package io.caretaker.ingest.lineprotocol;

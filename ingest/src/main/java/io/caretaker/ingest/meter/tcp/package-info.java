/** Meters over TCP: serial servers that are asked, and gateways that dial in. */
package io.caretaker.ingest.meter.tcp;

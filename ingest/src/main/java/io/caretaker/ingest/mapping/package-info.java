/** From the fields that a device sends to the metrics of its profile. Pure. */
package io.caretaker.ingest.mapping;

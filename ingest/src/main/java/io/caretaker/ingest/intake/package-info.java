/** The one way of readings into the journal, whatever protocol brought them: decode, validate, journal, answer. */
package io.caretaker.ingest.intake;

/** What was refused, kept for a person to look at: why, from whom, and the beginning of it. */
package io.caretaker.ingest.deadletter;

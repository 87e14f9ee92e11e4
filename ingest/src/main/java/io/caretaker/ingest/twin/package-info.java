/** What was last known of each device: in memory for whoever asks, in the work store for the next start. */
package io.caretaker.ingest.twin;

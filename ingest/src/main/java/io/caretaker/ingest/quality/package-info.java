/**
 * How good the data are that devices send: counted by device and day behind the journal, off the way of an acknowledgement.
 */
package io.caretaker.ingest.quality;

/**
 * Vendors' own JavaScript codecs, run unchanged in a sandbox: bytes in, fields out. A script sees nothing of the host, is
 * bounded in time, statements and memory, and whatever it does ends as a value, never as an exception.
 */
package io.caretaker.ingest.lorawan.codec;

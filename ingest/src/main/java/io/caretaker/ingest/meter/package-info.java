/**
 * Meters behind serial lines, whatever protocol they speak: frames out of a stream, who is asked when, and what becomes of an
 * answer. Pure; the dialects are in packages of their own, sockets in {@code meter.tcp}.
 */
package io.caretaker.ingest.meter;

/**
 * What every wire format decodes into. Pure: bytes in, a result out; decoders touch nothing else, never throw on input
 * and never answer null.
 */
package io.caretaker.ingest.codec;

/** Codecs and raw payloads in the work store. */
package io.caretaker.ingest.lorawan.library.sql;

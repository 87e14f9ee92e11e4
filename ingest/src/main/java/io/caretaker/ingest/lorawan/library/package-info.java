/** Codecs as versions, the payloads to try them with, and what a changed one would change. */
package io.caretaker.ingest.lorawan.library;

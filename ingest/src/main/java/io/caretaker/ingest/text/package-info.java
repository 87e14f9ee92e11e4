/** Text that many messages have in common. */
package io.caretaker.ingest.text;

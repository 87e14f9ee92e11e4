/** Dead letters in the work store. */
package io.caretaker.ingest.deadletter.sql;

/** Device twins in the work store. */
package io.caretaker.ingest.twin.sql;

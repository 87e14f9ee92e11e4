/** Counts of data quality in the work store. */
package io.caretaker.ingest.quality.sql;

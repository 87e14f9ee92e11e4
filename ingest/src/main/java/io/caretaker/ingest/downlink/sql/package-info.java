/** Commands in the work store. */
package io.caretaker.ingest.downlink.sql;

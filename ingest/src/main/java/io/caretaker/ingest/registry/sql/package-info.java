/** The registry in the work store. */
package io.caretaker.ingest.registry.sql;

/** The log of the registry in the work store. */
package io.caretaker.ingest.registry.audit.sql;

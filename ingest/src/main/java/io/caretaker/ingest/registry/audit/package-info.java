/** What was done to the registry, by whom. */
package io.caretaker.ingest.registry.audit;

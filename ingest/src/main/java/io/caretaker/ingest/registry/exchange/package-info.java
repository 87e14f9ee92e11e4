/**
 * The registry as files: what is in them by line, what is wrong by line, and files of what the registry holds. Exported and
 * imported again, nothing changes.
 */
package io.caretaker.ingest.registry.exchange;

/** What keeps strangers, and devices gone wild, from taking what belongs to everybody. No framework, bounded memory. */
package io.caretaker.ingest.guard;

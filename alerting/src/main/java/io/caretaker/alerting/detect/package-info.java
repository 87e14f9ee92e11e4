/**
 * Readings and ticks to faults: a deterministic fold with small state. Nothing here asks for the time, blocks, or is safe
 * for several threads; one {@code Detection} is driven by one thread, in journal order.
 */
package io.caretaker.alerting.detect;

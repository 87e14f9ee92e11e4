/**
 * Devices that publish what they like where they like: a bare value or a JSON object of their own on a topic that is an
 * address of the device ({@code topic:some/topic}), made readings by the mapping of its profile.
 */
package io.caretaker.ingest.topic;

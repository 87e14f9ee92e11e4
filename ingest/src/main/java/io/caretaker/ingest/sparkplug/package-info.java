/**
 * Sparkplug B 3.0: the service as a host application on an estate's broker. Codec and the state of each edge node are pure;
 * {@link io.caretaker.ingest.sparkplug.SparkplugHost} ties them to broker and intake.
 */
package io.caretaker.ingest.sparkplug;

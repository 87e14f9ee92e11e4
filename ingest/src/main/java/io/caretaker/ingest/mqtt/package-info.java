/**
 * MQTT 3.1.1 and 5 for devices. Built on the Vert.x net server with Netty's codec rather than on Vert.x' MQTT server,
 * because only the socket can be told to stop reading: that is how a device that sends faster than the journal syncs is
 * slowed down instead of being cut off or filling the memory, and how many acknowledgements go out in one write.
 */
package io.caretaker.ingest.mqtt;

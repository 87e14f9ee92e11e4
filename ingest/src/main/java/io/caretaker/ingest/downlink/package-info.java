/**
 * Commands to devices: what there is to command, who asked, who confirmed, and what became of it. The states are a pure
 * machine; wires are adapters behind {@link io.caretaker.ingest.downlink.DownlinkSender}.
 */
package io.caretaker.ingest.downlink;

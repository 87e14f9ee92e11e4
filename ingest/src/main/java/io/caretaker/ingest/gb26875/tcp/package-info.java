/** GB/T 26875.3-2011 over TCP: the endpoint that transmission devices dial. */
package io.caretaker.ingest.gb26875.tcp;

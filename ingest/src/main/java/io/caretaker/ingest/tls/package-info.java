/** Certificates of the endpoints and of devices: read from PEM files, checked, and read again when they change. */
package io.caretaker.ingest.tls;

/** CoAP over DTLS with a pre-shared key for each device, and plain where the operator allows it. */
package io.caretaker.ingest.coap;

/** Keys of devices in SQL. */
package io.caretaker.ingest.coap.sql;

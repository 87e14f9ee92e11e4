/** DL/T 645-2007, electricity meters: lighting cabinets and pump houses have them. Pure. */
package io.caretaker.ingest.dlt645;

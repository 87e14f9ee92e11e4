/** Claim codes and enrolment keys in the work store. */
package io.caretaker.ingest.enrolment.sql;

/** How devices come by their first token without an administrator typing it in: one-time codes and keys for many. */
package io.caretaker.ingest.enrolment;

/** Bodies of {@code POST /api/v1/telemetry}: what the answer says. Pure; the resource itself lives in the service. */
package io.caretaker.ingest.http;

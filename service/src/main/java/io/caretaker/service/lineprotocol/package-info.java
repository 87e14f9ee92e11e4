/**
 * InfluxDB's HTTP API as far as its agents need it to write: on the HTTP port, before the platform's own security, because
 * agents are not people and bring credentials of InfluxDB's kinds.
 */
package io.caretaker.service.lineprotocol;

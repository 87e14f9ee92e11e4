/**
 * Who is told about an incident, when the next one is, and what stops it. Pure: time enters by ticks and commands, the
 * people by a supplier; the SQL that keeps it stands in {@code oncall.sql}.
 */
package io.caretaker.alerting.oncall;

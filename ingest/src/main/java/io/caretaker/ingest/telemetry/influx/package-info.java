/**
 * Telemetry in InfluxDB. The schema is an interface that dashboards build on:
 *
 * <ul>
 *   <li>measurement: the name of the metric, such as {@code water_pressure}
 *   <li>tags: {@code estate}, {@code asset}, {@code device} (ids) and {@code type} (the asset's type in lower case, such
 *       as {@code zone_inlet}). Of a device that is not registered any more, {@code device} only
 *   <li>field {@code value}: float, in the unit of the profile; a state is 0 or 1
 *   <li>field {@code quality}: integer, always present: 0 good, 1 suspect, 2 bad. {@code WHERE "quality" = 0} keeps what
 *       can be trusted. A field and no tag, so that a reading written again with another quality replaces the earlier
 *   <li>time: event time in microseconds
 * </ul>
 */
package io.caretaker.ingest.telemetry.influx;

/**
 * Grafana dashboards as code. {@link io.caretaker.dashboards.grafana.Dashboard} and its parts say what a dashboard
 * shows, the {@code …Dashboard} classes say what each of the four shows, {@link
 * io.caretaker.dashboards.grafana.DashboardJson} renders them as Grafana reads them, and {@link
 * io.caretaker.dashboards.grafana.GenerateDashboards} writes the files that are checked in. Metric names come from
 * {@link io.caretaker.dashboards.grafana.MetricNames}; limits, with their origin, from {@link
 * io.caretaker.dashboards.grafana.Limits}.
 */
package io.caretaker.dashboards.grafana;

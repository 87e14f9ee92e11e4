package io.caretaker.model.estate;

import io.caretaker.model.Ids;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Text;
import java.util.List;
import java.util.Optional;

/**
 * The data sheet of a device model: its metrics with units and plausible ranges, and how what it sends becomes them.
 *
 * @param codec id of the script that decodes its payloads, empty for a device that needs none
 * @param mapping which fields become which metrics; a field named as a metric needs no entry
 * @param downlinks how commands are put for a radio device, each once
 */
public record Profile(
        String id,
        Text name,
        List<MetricSpec> metrics,
        String codec,
        List<FieldMapping> mapping,
        List<DownlinkMapping> downlinks) {
    public Profile {
        Ids.require("id", id);
        if (name == null) {
            throw new InvalidValue("name", null, "a name in at least English");
        }
        metrics = List.copyOf(metrics);
        if (metrics.stream().map(MetricSpec::name).distinct().count() != metrics.size()) {
            throw new InvalidValue("metrics", metrics, "each metric once");
        }
        codec = codec == null ? "" : codec;
        mapping = mapping == null ? List.of() : List.copyOf(mapping);
        downlinks = downlinks == null ? List.of() : List.copyOf(downlinks);
        if (downlinks.stream().map(DownlinkMapping::command).distinct().count() != downlinks.size()) {
            throw new InvalidValue("downlinks", downlinks, "each command once");
        }
        for (FieldMapping field : mapping) {
            if (metrics.stream().noneMatch(m -> m.name().equals(field.metric()))) {
                throw new InvalidValue("mapping", field.metric(), "a metric of the profile");
            }
        }
    }

    /** A profile of devices that name the metrics themselves. */
    public Profile(String id, Text name, List<MetricSpec> metrics) {
        this(id, name, metrics, "", List.of());
    }

    /** A profile of devices that take no commands by radio. */
    public Profile(String id, Text name, List<MetricSpec> metrics, String codec, List<FieldMapping> mapping) {
        this(id, name, metrics, codec, mapping, List.of());
    }

    public Optional<DownlinkMapping> downlink(String command) {
        return downlinks.stream().filter(d -> d.command().equals(command)).findFirst();
    }

    public Optional<MetricSpec> metric(String name) {
        return metrics.stream().filter(m -> m.name().equals(name)).findFirst();
    }
}

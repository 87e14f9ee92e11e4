package io.caretaker.ingest.sparkplug;

import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Devices of the registry by the edge node they are behind, made once per topology. Safe for use by several threads. */
final class NodeIndex {
    static final String SCHEME = "sparkplug:";

    private record View(Topology topology, Map<String, List<Device>> byNode) {}

    private final TopologySource source;
    private volatile View view = new View(Topology.empty(), Map.of());

    NodeIndex(TopologySource source) {
        this.source = source;
    }

    /** The edge node itself, where it is a device, and all devices behind it; empty for a stranger. */
    List<Device> of(String node) {
        View now = view;
        Topology topology = source.current();
        if (now.topology != topology) {
            now = new View(topology, index(topology));
            view = now;
        }
        return now.byNode.getOrDefault(node, List.of());
    }

    private static Map<String, List<Device>> index(Topology topology) {
        Map<String, List<Device>> byNode = new HashMap<>();
        for (Device device : topology.devices()) {
            for (String address : device.addresses()) {
                if (address.startsWith(SCHEME)) {
                    byNode.computeIfAbsent(node(address.substring(SCHEME.length())), n -> new ArrayList<>())
                            .add(device);
                }
            }
        }
        return byNode;
    }

    /** The first two levels. */
    private static String node(String sender) {
        int group = sender.indexOf('/');
        int edge = group < 0 ? -1 : sender.indexOf('/', group + 1);
        return edge < 0 ? sender : sender.substring(0, edge);
    }
}

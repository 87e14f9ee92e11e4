package io.caretaker.ingest.modbus;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.FieldMapping;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be asked of one device. Pure.
 *
 * @param where empty where the address does not say
 * @param requests in the order of tables and addresses; empty where nothing can be asked
 * @param faults what of the registry does not fit, for people
 */
record UnitPlan(
        Device device,
        Profile profile,
        Optional<UnitAddress> where,
        List<ReadRequest> requests,
        List<Rejection> faults) {
    UnitPlan {
        requests = List.copyOf(requests);
        faults = List.copyOf(faults);
    }

    /** Every device of the topology with an address of ours, with its plan. */
    static List<UnitPlan> of(Topology topology, int maxGap) {
        List<UnitPlan> plans = new ArrayList<>();
        for (Device device : topology.devices()) {
            List<String> ours = device.addresses().stream()
                    .filter(a -> a.startsWith(UnitAddress.SCHEME))
                    .toList();
            Optional<Profile> profile = topology.profile(device.profile());
            if (!ours.isEmpty() && profile.isPresent()) {
                plans.add(of(device, profile.get(), ours, maxGap));
            }
        }
        return plans;
    }

    private static UnitPlan of(Device device, Profile profile, List<String> addresses, int maxGap) {
        List<Rejection> faults = new ArrayList<>();
        Optional<UnitAddress> where = Optional.empty();
        try {
            where = Optional.of(UnitAddress.parse(addresses.get(0)));
        } catch (InvalidValue e) {
            faults.add(fault(e));
        }
        if (addresses.size() > 1) {
            faults.add(fault(new InvalidValue(
                    "addresses", addresses.get(1), "one modbus address; only " + addresses.get(0) + " is polled")));
        }
        List<RegisterPoint> points = new ArrayList<>();
        for (FieldMapping mapping : profile.mapping()) {
            try {
                points.add(RegisterPoint.parse(mapping.source()));
            } catch (InvalidValue e) {
                faults.add(fault(e));
            }
        }
        if (profile.mapping().isEmpty()) {
            faults.add(fault(new InvalidValue(
                    "profile", profile.id(), "a mapping whose sources name registers, as holding:100:int16")));
        }
        List<ReadRequest> requests = where.isEmpty() ? List.of() : ReadPlan.of(points, maxGap);
        return new UnitPlan(device, profile, where, requests, faults);
    }

    private static Rejection fault(InvalidValue e) {
        return Rejection.whole(RejectReason.PROTOCOL, e.field(), e.value() == null ? "" : e.value(), e.expected());
    }

    /** Whether the other plan asks the same of the same for the same: then what was learnt of the unit still holds. */
    boolean sameAs(UnitPlan other) {
        return device.equals(other.device) && profile.equals(other.profile);
    }
}

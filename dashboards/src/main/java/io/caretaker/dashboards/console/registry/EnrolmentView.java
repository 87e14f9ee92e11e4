package io.caretaker.dashboards.console.registry;

import io.caretaker.dashboards.console.registry.DeviceList.Option;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.ingest.enrolment.EnrolmentKey;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The keys by which devices register themselves.
 *
 * @param secret of the key that was just made, shown this once; else empty
 * @param problem why no key was made, empty for none
 */
record EnrolmentView(
        List<Line> lines,
        List<Option> estates,
        List<Option> profiles,
        String secret,
        String problem,
        boolean mayManage) {

    /** @param state {@code open}, {@code used}, {@code over} or {@code revoked}, in words */
    record Line(
            String id,
            String estate,
            String profile,
            String used,
            String expires,
            String by,
            String state,
            boolean open) {}

    static EnrolmentView of(
            List<EnrolmentKey> keys,
            Topology topology,
            UnaryOperator<String> names,
            Say say,
            String secret,
            String problem,
            boolean mayManage) {
        return new EnrolmentView(
                keys.stream().map(k -> line(k, topology, names, say)).toList(),
                topology.estates().stream()
                        .sorted(Comparator.comparing(Estate::id))
                        .map(e -> new Option(e.id(), say.text(e.name()), false))
                        .toList(),
                topology.profiles().stream()
                        .sorted(Comparator.comparing(Profile::id))
                        .map(p -> new Option(p.id(), say.text(p.name()), false))
                        .toList(),
                secret,
                problem,
                mayManage);
    }

    private static Line line(EnrolmentKey key, Topology topology, UnaryOperator<String> names, Say say) {
        String state = state(key, Times.micros(say.now()));
        return new Line(
                key.id(),
                topology.estate(key.estate()).map(e -> say.text(e.name())).orElse(key.estate()),
                topology.profile(key.profile()).map(p -> say.text(p.name())).orElse(key.profile()),
                key.used() + " / " + key.most(),
                say.dateTime(key.expiresMicros()),
                names.apply(key.createdBy()),
                say.words().of("key", state),
                state.equals("open"));
    }

    private static String state(EnrolmentKey key, long now) {
        if (key.revoked()) {
            return "revoked";
        }
        if (now >= key.expiresMicros()) {
            return "over";
        }
        return key.used() >= key.most() ? "used" : "open";
    }
}

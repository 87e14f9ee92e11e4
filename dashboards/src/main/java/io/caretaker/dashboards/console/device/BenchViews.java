package io.caretaker.dashboards.console.device;

import io.caretaker.dashboards.console.CodecDesk;
import io.caretaker.dashboards.console.CodecDesk.Trial;
import io.caretaker.dashboards.console.device.BenchView.Changed;
import io.caretaker.dashboards.console.device.BenchView.Comparison;
import io.caretaker.dashboards.console.device.BenchView.Difference;
import io.caretaker.dashboards.console.device.BenchView.Result;
import io.caretaker.dashboards.console.device.BenchView.Sample;
import io.caretaker.dashboards.console.device.BenchView.Value;
import io.caretaker.dashboards.console.device.BenchView.Version;
import io.caretaker.dashboards.console.device.ModelView.Option;
import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.ingest.library.DeviceLibrary;
import io.caretaker.ingest.library.DeviceModel;
import io.caretaker.ingest.lorawan.codec.CodecUplink;
import io.caretaker.ingest.lorawan.codec.DecodedUplink;
import io.caretaker.ingest.lorawan.library.StoredCodec;
import io.caretaker.ingest.lorawan.library.UplinkSample;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts codecs and what they make of payloads into the words of the reader. For one request. */
final class BenchViews {
    /** As many as somebody reads; a comparison looks at all. */
    static final int SAMPLES_SHOWN = 30;

    private static final int DIFFERENCES_SHOWN = 50;

    private final Say say;
    private final Topology topology;
    private final DeviceLibrary library;
    private final Mapped mapped;

    BenchViews(Say say, Topology topology, DeviceLibrary library, Function<Object, String> json) {
        this.say = say;
        this.topology = topology;
        this.library = library;
        this.mapped = new Mapped(say, json);
    }

    List<Option> codecs(List<StoredCodec> stored, String selected) {
        return stored.stream()
                .map(c -> new Option(c.id(), c.id(), c.id().equals(selected)))
                .toList();
    }

    /** Devices whose payloads the codec decodes. */
    List<Device> devices(String codec) {
        Set<String> profiles = topology.profiles().stream()
                .filter(p -> p.codec().equals(codec))
                .map(Profile::id)
                .collect(Collectors.toSet());
        return topology.devices().stream()
                .filter(d -> profiles.contains(d.profile()))
                .toList();
    }

    /** What a payload may be read as: installed profiles with this codec, then models of the library that are not. */
    Map<String, Profile> profiles(String codec) {
        Map<String, Profile> profiles = new LinkedHashMap<>();
        topology.profiles().stream()
                .filter(p -> p.codec().equals(codec))
                .sorted(java.util.Comparator.comparing(Profile::id))
                .forEach(p -> profiles.put(p.id(), p));
        library.models().stream()
                .filter(m -> m.codec().equals(codec))
                .map(DeviceModel::profile)
                .forEach(p -> profiles.putIfAbsent(p.id(), p));
        return profiles;
    }

    List<Option> profileOptions(Map<String, Profile> profiles, String selected) {
        return profiles.values().stream()
                .map(p -> new Option(p.id(), say.text(p.name()) + " · " + p.id(), p.id().equals(selected)))
                .toList();
    }

    Version version(StoredCodec codec) {
        return new Version(
                codec.version(),
                codec.author(),
                say.time(codec.timeMicros()),
                codec.note(),
                codec.sha256().substring(0, Math.min(12, codec.sha256().length())));
    }

    Result result(DecodedUplink decoded, Optional<Profile> profile) {
        return mapped.result(decoded, profile);
    }

    List<Sample> samples(CodecDesk desk, String codec, List<UplinkSample> samples) {
        return samples.stream()
                .limit(SAMPLES_SHOWN)
                .map(s -> new Sample(
                        s.device(),
                        href(s.device()),
                        say.time(s.timeMicros()),
                        s.fPort(),
                        PayloadHex.format(s.payload()),
                        mapped.result(desk.decode(codec, uplink(s)), profileOf(s.device()))))
                .toList();
    }

    static CodecUplink uplink(UplinkSample sample) {
        return new CodecUplink(sample.payload(), sample.fPort(), Map.of(), sample.timeMicros());
    }

    Comparison comparison(List<Trial> trials, String digest) {
        List<Difference> differences = new ArrayList<>();
        int same = 0;
        int failing = 0;
        for (Trial trial : trials) {
            Difference difference = difference(trial);
            if (difference == null) {
                same++;
                continue;
            }
            if (!difference.failure().isEmpty()) {
                failing++;
            }
            if (differences.size() < DIFFERENCES_SHOWN) {
                differences.add(difference);
            }
        }
        return new Comparison(trials.size(), same, failing, differences, digest);
    }

    /** Null where both say the same. Two failures are the same whatever their words: neither gives readings. */
    private Difference difference(Trial trial) {
        Optional<Profile> profile = profileOf(trial.sample().device());
        Result after = mapped.result(trial.after(), profile);
        Map<String, String> leavesAfter = leaves(Optional.of(trial.after()));
        Map<String, String> leavesBefore = leaves(trial.before());
        List<Changed> fields = changed(leavesBefore, leavesAfter);
        if (fields.isEmpty()) {
            return null;
        }
        Map<String, String> before = trial.before()
                .map(b -> values(mapped.result(b, profile).values()))
                .orElse(Map.of());
        boolean failsNow = !after.failure().isEmpty();
        UplinkSample sample = trial.sample();
        return new Difference(
                sample.device(),
                say.time(sample.timeMicros()),
                sample.fPort(),
                PayloadHex.format(sample.payload()),
                changed(before, values(after.values())),
                fields,
                failsNow ? after.failure() : "");
    }

    private static Map<String, String> leaves(Optional<DecodedUplink> decoded) {
        return decoded.orElse(null) instanceof DecodedUplink.Fields fields ? Leaves.of(fields.fields()) : Map.of();
    }

    private static Map<String, String> values(List<Value> values) {
        Map<String, String> byLabel = new LinkedHashMap<>();
        values.forEach(v -> byLabel.put(v.label(), v.text()));
        return byLabel;
    }

    private static List<Changed> changed(Map<String, String> before, Map<String, String> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .filter(n -> !Objects.equals(before.get(n), after.get(n)))
                .map(n -> new Changed(n, before.getOrDefault(n, ""), after.getOrDefault(n, "")))
                .toList();
    }

    private Optional<Profile> profileOf(String device) {
        return topology.device(device).flatMap(d -> topology.profile(d.profile()));
    }

    private String href(String device) {
        return topology.device(device).map(d -> Links.asset(d.asset())).orElse("");
    }
}

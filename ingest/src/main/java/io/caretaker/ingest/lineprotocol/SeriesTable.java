package io.caretaker.ingest.lineprotocol;

import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Series by the bytes of their measurement and tags, so that a point of a series met before costs no object. A fixed number
 * of slots: where those that its bytes name are taken, a series takes the first from whoever has it, so strangers cannot
 * make the table grow. Begins anew with
 * each change of the registry. Safe for use by several threads; never blocks.
 */
final class SeriesTable {
    /** Scheme of the addresses of devices that a series stands for. */
    static final String SCHEME = "line:";

    /** Slots that a series may be in: enough that series met often do not drive each other out. */
    private static final int NEIGHBOURS = 8;

    private static final int FEWEST_SLOTS = 1 << 10;
    private static final int MOST_SLOTS = 1 << 18;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private record View(Topology topology, AtomicReferenceArray<Series> slots) {}

    private final TopologySource source;
    private final String deviceTag;
    private volatile View view = new View(null, new AtomicReferenceArray<>(FEWEST_SLOTS));

    SeriesTable(TopologySource source, String deviceTag) {
        this.source = source;
        this.deviceTag = deviceTag;
    }

    /** The series of the parser's point; null when it is none, which the parser's fault tells. */
    Series of(LineParser parser) {
        AtomicReferenceArray<Series> slots = current().slots();
        byte[] bytes = parser.bytes();
        int from = parser.seriesFrom();
        int to = parser.seriesTo();
        int first = hash(bytes, from, to);
        int free = -1;
        for (int i = 0; i < NEIGHBOURS; i++) {
            int slot = first + i & slots.length() - 1;
            Series found = slots.get(slot);
            if (found == null) {
                free = slot;
                break;
            }
            if (found.is(bytes, from, to)) {
                return found;
            }
        }
        SeriesKey key = parser.seriesKey();
        if (key == null) {
            return null;
        }
        Series series = resolve(Arrays.copyOfRange(bytes, from, to), key);
        slots.set(free >= 0 ? free : first & slots.length() - 1, series);
        return series;
    }

    Topology topology() {
        return current().topology();
    }

    private View current() {
        View now = view;
        Topology topology = source.current();
        if (now.topology() != topology) {
            int wanted = Integer.highestOneBit(Math.min(
                    MOST_SLOTS, Math.max(FEWEST_SLOTS, 8 * topology.devices().size())));
            now = new View(topology, new AtomicReferenceArray<>(wanted));
            view = now;
        }
        return now;
    }

    private Series resolve(byte[] bytes, SeriesKey key) {
        Topology topology = topology();
        Optional<Device> device =
                key.tag(deviceTag).flatMap(topology::device).or(() -> topology.deviceAt(SCHEME + key.canonical()));
        return new Series(
                bytes,
                key,
                device.orElse(null),
                device.flatMap(d -> topology.profile(d.profile())).orElse(null));
    }

    /** Eight bytes a step; good enough to spread, nothing depends on it. */
    private static int hash(byte[] bytes, int from, int to) {
        long hash = to - from;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            hash = (hash ^ (long) LONGS.get(bytes, i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        for (; i < to; i++) {
            hash = (hash ^ bytes[i]) * 0x9E3779B97F4A7C15L;
        }
        return (int) (hash >>> 32 ^ hash >>> 15);
    }
}

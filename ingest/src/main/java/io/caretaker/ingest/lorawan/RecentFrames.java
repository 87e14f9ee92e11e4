package io.caretaker.ingest.lorawan;

import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.intake.IntakeResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The last frames of each device: a message that comes twice (by webhook and by broker, or again because its answer was lost)
 * counts once, and frames that never came are counted. Bounded: {@value #PER_DEVICE} frames of the {@value #DEVICES} devices
 * heard last. In memory: after a restart a repeated message is journaled again, as the same reading at the same time. Safe for
 * use by several threads.
 */
final class RecentFrames {
    private static final int PER_DEVICE = 32;
    private static final int DEVICES = 50_000;
    /** Copies of one frame are handed over within seconds; a device that starts its counter anew takes longer. */
    private static final long SAME_MICROS = 60_000_000;

    /**
     * @param earlier what became of the frame when it came first, empty when this is the first time
     * @param missing frames that the device counted since the last one we saw
     */
    record Claim(Optional<CompletionStage<IntakeResult>> earlier, long missing) {}

    private record Frame(NetworkEvent.Uplink uplink, CompletionStage<IntakeResult> result) {}

    private static final class Heard {
        final Deque<Frame> frames = new ArrayDeque<>(PER_DEVICE);
        String session = "";
        long highest = -1;
    }

    private final Map<String, Heard> devices = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Heard> eldest) {
            return size() > DEVICES;
        }
    };

    /** @param result what becomes of it, for those that come after */
    synchronized Claim claim(String device, NetworkEvent.Uplink uplink, CompletionStage<IntakeResult> result) {
        Heard heard = devices.computeIfAbsent(device, d -> new Heard());
        for (Frame frame : heard.frames) {
            if (same(frame.uplink, uplink)) {
                return new Claim(Optional.of(frame.result), 0);
            }
        }
        if (heard.frames.size() == PER_DEVICE) {
            heard.frames.removeFirst();
        }
        heard.frames.addLast(new Frame(uplink, result));
        return new Claim(Optional.empty(), missing(heard, uplink));
    }

    /** It is not durable: when it comes again, it counts. */
    synchronized void forget(String device, NetworkEvent.Uplink uplink) {
        Heard heard = devices.get(device);
        if (heard != null) {
            heard.frames.removeIf(frame -> frame.uplink == uplink);
        }
    }

    private static boolean same(NetworkEvent.Uplink one, NetworkEvent.Uplink other) {
        if (!one.deduplicationId().isEmpty() && one.deduplicationId().equals(other.deduplicationId())) {
            return true;
        }
        return one.fCnt() == other.fCnt() && one.session().equals(other.session()) && sameTime(one, other);
    }

    private static boolean sameTime(NetworkEvent.Uplink one, NetworkEvent.Uplink other) {
        if (one.timeMicros() == RawReading.ARRIVAL || other.timeMicros() == RawReading.ARRIVAL) {
            return true;
        }
        return Math.abs(one.timeMicros() - other.timeMicros()) <= SAME_MICROS;
    }

    private static long missing(Heard heard, NetworkEvent.Uplink uplink) {
        boolean restarted = !heard.session.equals(uplink.session()) || uplink.fCnt() < heard.highest - PER_DEVICE;
        if (heard.highest < 0 || restarted) {
            heard.session = uplink.session();
            heard.highest = uplink.fCnt();
            return 0;
        }
        if (uplink.fCnt() <= heard.highest) {
            return 0; // late, and was counted as missing before: once too often is better than an alarm for nothing
        }
        long missing = uplink.fCnt() - heard.highest - 1;
        heard.highest = uplink.fCnt();
        return missing;
    }
}

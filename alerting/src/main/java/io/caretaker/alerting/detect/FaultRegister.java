package io.caretaker.alerting.detect;

import io.caretaker.model.fault.DetectedItem;
import io.caretaker.model.fault.FaultEvent.FaultCleared;
import io.caretaker.model.fault.FaultEvent.FaultRaised;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The faults that are up. Several rules may speak for the same fault of the same asset: it is raised by the first and
 * cleared when the last has cleared.
 */
final class FaultRegister {
    private final Map<String, Open> open = new TreeMap<>();
    private List<DetectedItem> output = new ArrayList<>();

    private static final class Open {
        final long onset;
        int voices;

        Open(long onset, int voices) {
            this.onset = onset;
            this.voices = voices;
        }
    }

    void raise(Detector detector, long onset, long decided) {
        Open up = open.get(key(detector));
        if (up != null) {
            up.voices++;
            return;
        }
        open.put(key(detector), new Open(onset, 1));
        Judgement judgement = detector.settings.judgement();
        String asset = detector.device.asset.id();
        put(new DetectedItem.FaultItem(new FaultRaised(
                FaultRaised.id(judgement.faultType(), asset, onset),
                judgement.faultType(),
                asset,
                onset,
                decided,
                judgement.severity(),
                detector.evidence())));
    }

    void clear(Detector detector, long time) {
        Open up = open.get(key(detector));
        if (up == null || --up.voices > 0) {
            return;
        }
        open.remove(key(detector));
        Judgement judgement = detector.settings.judgement();
        String asset = detector.device.asset.id();
        put(new DetectedItem.FaultItem(new FaultCleared(
                FaultRaised.id(judgement.faultType(), asset, up.onset),
                judgement.faultType(),
                asset,
                time,
                detector.evidence())));
    }

    /** Clears what no detector speaks for any longer, because its rule, device or asset is gone. */
    void withdraw(Map<String, Integer> voices, long time) {
        for (String key : List.copyOf(open.keySet())) {
            Integer left = voices.get(key);
            if (left != null) {
                open.get(key).voices = left;
                continue;
            }
            Open gone = open.remove(key);
            String type = key.substring(0, key.indexOf(':'));
            String asset = key.substring(key.indexOf(':') + 1);
            put(new DetectedItem.FaultItem(
                    new FaultCleared(FaultRaised.id(type, asset, gone.onset), type, asset, time, List.of())));
        }
    }

    void put(DetectedItem item) {
        output.add(item);
    }

    List<DetectedItem> drain() {
        if (output.isEmpty()) {
            return List.of();
        }
        List<DetectedItem> drained = output;
        output = new ArrayList<>();
        return drained;
    }

    static String key(Detector detector) {
        return detector.settings.judgement().faultType() + ":" + detector.device.asset.id();
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(open.size());
        for (Map.Entry<String, Open> entry : open.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue().onset);
            out.writeInt(entry.getValue().voices);
        }
    }

    void read(DataInput in) throws IOException {
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            open.put(in.readUTF(), new Open(in.readLong(), in.readInt()));
        }
    }
}

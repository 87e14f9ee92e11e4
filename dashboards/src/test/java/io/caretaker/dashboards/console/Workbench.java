package io.caretaker.dashboards.console;

import io.caretaker.ingest.lorawan.codec.CodecUplink;
import io.caretaker.ingest.lorawan.codec.DecodedUplink;
import io.caretaker.ingest.lorawan.codec.Failure;
import io.caretaker.ingest.lorawan.library.StoredCodec;
import io.caretaker.ingest.lorawan.library.UplinkSample;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.people.Person;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** One codec of a level sensor and what its two devices sent; the decoding stands here instead of a script. */
final class Workbench implements CodecDesk {
    static final String CODEC = "ttn.milesight-iot.em500-udl";
    static final List<Profile> INSTALLED = new CopyOnWriteArrayList<>();
    static final List<StoredCodec> STORED = new CopyOnWriteArrayList<>();

    private static final StoredCodec SECOND = codec(2, "li-na", "distance in metres, as its makers corrected it");
    private static final StoredCodec FIRST = codec(1, "li-na", "from lorawan-devices 277e69a");

    private static StoredCodec codec(int version, String author, String note) {
        return new StoredCodec(
                CODEC,
                version,
                "function Decoder() {}",
                "9f8c2b7d41aa".repeat(5) + "0000",
                author,
                note,
                Happenings.ago(4000 / version));
    }

    @Override
    public List<StoredCodec> codecs() {
        return List.of(SECOND);
    }

    @Override
    public List<StoredCodec> versions(String id) {
        return id.equals(CODEC) ? List.of(SECOND, FIRST) : List.of();
    }

    @Override
    public DecodedUplink decode(String id, CodecUplink uplink) {
        return decode(uplink, 1000);
    }

    private static DecodedUplink decode(CodecUplink uplink, double divisor) {
        Map<String, Object> fields = new TreeMap<>();
        byte[] b = uplink.bytes();
        if (b[0] == (byte) 0xff) {
            return new DecodedUplink.Failed(Failure.THROWN, "TypeError: Cannot read property 'length' of undefined");
        }
        for (int i = 0; i + 2 < b.length; ) {
            if (b[i] == 1) {
                fields.put("battery", b[i + 2] & 0xff);
                i += 3;
            } else {
                fields.put("distance", ((b[i + 3] & 0xff) << 8 | b[i + 2] & 0xff) / divisor);
                i += 4;
            }
        }
        return new DecodedUplink.Fields(fields, List.of());
    }

    @Override
    public List<UplinkSample> samples(Collection<String> devices) {
        return devices.isEmpty()
                ? List.of()
                : List.of(
                        sample("udl-7", 12, "01755a03825a08"),
                        sample("udl-7", 22, "01755a0382d207"),
                        sample("udl-7", 32, "01755a0382ff1e"),
                        sample("udl-8", 3, "017564"),
                        sample("udl-8", 13, "ff0b01"));
    }

    private static UplinkSample sample(String device, int minutes, String hex) {
        return new UplinkSample(
                device, Happenings.ago(minutes), minutes, 85, HexFormat.of().parseHex(hex));
    }

    @Override
    public List<Trial> compare(String id, String source, List<UplinkSample> samples) {
        if (source.contains("oops")) {
            throw new InvalidValue("source", "SyntaxError: Expected ; but found oops", "a script that loads");
        }
        return samples.stream()
                .map(s -> {
                    CodecUplink uplink = new CodecUplink(s.payload(), s.fPort());
                    return new Trial(
                            s, Optional.of(decode(uplink, 1000)), decode(uplink, source.contains("mm") ? 1 : 1000));
                })
                .toList();
    }

    @Override
    public StoredCodec put(String id, String source, Person author, String note) {
        StoredCodec stored = new StoredCodec(id, 3, source, "00", author.id(), note, 0);
        STORED.add(stored);
        return stored;
    }
}

package io.caretaker.dashboards.console;

import io.caretaker.ingest.lorawan.codec.CodecUplink;
import io.caretaker.ingest.lorawan.codec.DecodedUplink;
import io.caretaker.ingest.lorawan.library.StoredCodec;
import io.caretaker.ingest.lorawan.library.UplinkSample;
import io.caretaker.model.people.Person;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The codecs and the payloads that devices sent, as the bench uses them. Blocks on I/O and on scripts. */
public interface CodecDesk {

    /** The newest version of each codec, by id. */
    List<StoredCodec> codecs();

    /** Newest first; empty for an unknown codec. */
    List<StoredCodec> versions(String id);

    /** With the newest version; a failure in words when there is none. */
    DecodedUplink decode(String id, CodecUplink uplink);

    /** The payloads kept of these devices, newest first for each. */
    List<UplinkSample> samples(Collection<String> devices);

    /**
     * Decodes each payload with the newest version and with the script. Stores nothing.
     *
     * @throws io.caretaker.model.InvalidValue when the script does not load
     */
    List<Trial> compare(String id, String source, List<UplinkSample> samples);

    /**
     * Stores the script as a new version, which decodes from now on; the same script again changes nothing.
     *
     * @throws io.caretaker.model.InvalidValue when it does not load, or the id or note does not fit
     */
    StoredCodec put(String id, String source, Person author, String note);

    /** @param before empty while there is no version */
    record Trial(UplinkSample sample, Optional<DecodedUplink> before, DecodedUplink after) {}
}

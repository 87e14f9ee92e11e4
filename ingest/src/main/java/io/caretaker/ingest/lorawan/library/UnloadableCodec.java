package io.caretaker.ingest.lorawan.library;

import io.caretaker.ingest.lorawan.codec.CodecUplink;
import io.caretaker.ingest.lorawan.codec.DecodedUplink;
import io.caretaker.ingest.lorawan.codec.EncodedDownlink;
import io.caretaker.ingest.lorawan.codec.Failure;
import io.caretaker.ingest.lorawan.codec.JsCodec;
import java.util.Map;

/** Stands for a stored script that does not load any more, as after a change of the engine: everybody is told why. */
record UnloadableCodec(String reason) implements JsCodec {
    @Override
    public DecodedUplink decodeUplink(CodecUplink uplink) {
        return new DecodedUplink.Failed(Failure.THROWN, reason);
    }

    @Override
    public EncodedDownlink encode(Map<String, ?> data, int fPort) {
        return new EncodedDownlink.Failed(Failure.THROWN, reason);
    }

    @Override
    public boolean encodes() {
        return false;
    }

    @Override
    public void close() {
        // nothing is open
    }
}

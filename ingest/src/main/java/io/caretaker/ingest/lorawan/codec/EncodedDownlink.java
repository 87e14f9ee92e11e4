package io.caretaker.ingest.lorawan.codec;

/** What became of a command: bytes for the device, or the reason why there are none. */
public sealed interface EncodedDownlink {

    /** @param fPort port that the codec chose, 0 where it chose none */
    record Bytes(byte[] bytes, int fPort) implements EncodedDownlink {}

    /** As {@link DecodedUplink.Failed}. */
    record Failed(Failure failure, String reason) implements EncodedDownlink {
        public Failed {
            reason = Failure.cut(reason);
        }
    }
}

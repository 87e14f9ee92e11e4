package io.caretaker.ingest.lorawan.library;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A raw payload as a device sent it, kept so that a corrected codec can be tried on it.
 *
 * @param device id of the device
 * @param timeMicros when the network received it
 * @param payload at most 255 bytes; not to be changed
 */
public record UplinkSample(String device, long timeMicros, long fCnt, int fPort, byte[] payload) {

    @Override
    public boolean equals(Object other) {
        return other instanceof UplinkSample that
                && device.equals(that.device)
                && timeMicros == that.timeMicros
                && fCnt == that.fCnt
                && fPort == that.fPort
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * device.hashCode() + Long.hashCode(timeMicros) + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return device + " " + timeMicros + " port " + fPort + " "
                + HexFormat.of().formatHex(payload);
    }
}

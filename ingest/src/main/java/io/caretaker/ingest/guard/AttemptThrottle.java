package io.caretaker.ingest.guard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Slows down failing to prove who one is: per address, so that one host cannot try all devices, and per device, so that many
 * hosts cannot try one. A device that last succeeded from the same address is let through whatever others do there: behind
 * the one address of an estate a single device with a wrong token must not lock out the rest. Only failures cost. Safe for
 * use by several threads.
 */
public final class AttemptThrottle {
    private static final int REMEMBERED = 10_000;

    /** Devices that succeeded are of the registry, so their number has a bound; this one is for devices long removed. */
    private static final int MOST_KNOWN = 2_000_000;

    private final TokenBuckets byAddress;
    private final TokenBuckets byDevice;
    private final Map<String, String> lastGoodAddress = new ConcurrentHashMap<>();

    public AttemptThrottle(GuardSettings settings) {
        byAddress = new TokenBuckets(settings.addressFailures(), settings.addressFailuresPerMinute() / 60, REMEMBERED);
        byDevice = new TokenBuckets(settings.deviceFailures(), settings.deviceFailuresPerMinute() / 60, REMEMBERED);
    }

    /**
     * How long the sender has to wait before it may try again, in nanoseconds; 0: it may now.
     *
     * @param device id that it claims, empty where it claims none
     */
    public long waitFor(String address, String device, long nanoTime) {
        if (!device.isEmpty() && address.equals(lastGoodAddress.get(device))) {
            return 0;
        }
        long wait = byAddress.untilNext(address, nanoTime);
        return device.isEmpty() ? wait : Math.max(wait, byDevice.untilNext(device, nanoTime));
    }

    public void failed(String address, String device, long nanoTime) {
        byAddress.take(address, nanoTime);
        if (!device.isEmpty()) {
            byDevice.take(device, nanoTime);
            lastGoodAddress.remove(device, address);
        }
    }

    public void succeeded(String address, String device) {
        if (address.equals(lastGoodAddress.get(device))) {
            return;
        }
        if (lastGoodAddress.size() >= MOST_KNOWN) {
            lastGoodAddress.clear();
        }
        lastGoodAddress.put(device, address);
    }
}

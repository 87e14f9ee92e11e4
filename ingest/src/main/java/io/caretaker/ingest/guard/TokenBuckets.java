package io.caretaker.ingest.guard;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket for each of many: so much at once, and so much a second after that. Remembers a bounded number of those
 * heard last; a forgotten one starts with a full bucket again. Guarded by itself.
 */
public final class TokenBuckets {
    private static final int USUALLY_REMEMBERED = 10_000;

    private final double burst;
    private final double perNano;
    private final Map<String, Bucket> buckets;

    /**
     * @param burst most tokens of one bucket, 1 or more
     * @param perSecond tokens that come back, above 0
     * @param remembered most buckets kept
     */
    public TokenBuckets(double burst, double perSecond, int remembered) {
        this.burst = burst;
        this.perNano = perSecond / 1e9;
        this.buckets = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > remembered;
            }
        };
    }

    /** Of the {@value #USUALLY_REMEMBERED} heard last. */
    public static TokenBuckets perMinute(double burst, double perMinute) {
        return new TokenBuckets(burst, perMinute / 60, USUALLY_REMEMBERED);
    }

    /** Takes a token; false when there is none. */
    public synchronized boolean take(String key, long nanoTime) {
        Bucket bucket = buckets.computeIfAbsent(key, k -> new Bucket(burst, nanoTime));
        bucket.tokens = tokens(bucket, nanoTime);
        bucket.at = nanoTime;
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens--;
        return true;
    }

    /** Nanoseconds until there is a token, 0 when there is one. Takes none, and remembers nobody new. */
    public synchronized long untilNext(String key, long nanoTime) {
        Bucket bucket = buckets.get(key);
        double missing = bucket == null ? 0 : 1 - tokens(bucket, nanoTime);
        return missing <= 0 ? 0 : (long) Math.ceil(missing / perNano);
    }

    private double tokens(Bucket bucket, long nanoTime) {
        return Math.min(burst, bucket.tokens + (nanoTime - bucket.at) * perNano);
    }

    private static final class Bucket {
        private double tokens;
        private long at;

        Bucket(double tokens, long at) {
            this.tokens = tokens;
            this.at = at;
        }
    }
}

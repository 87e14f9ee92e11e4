package io.caretaker.ingest.deadletter;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket for each source, so that one broken device cannot push everybody else's letters out. Remembers the
 * {@value #SOURCES} sources heard last; a forgotten source starts with a full bucket again. Guarded by itself.
 */
public final class SourceLimiter {
    private static final int SOURCES = 10_000;

    private final double burst;
    private final double perNano;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > SOURCES;
        }
    };

    public SourceLimiter(int burst, double perMinute) {
        this.burst = burst;
        this.perNano = perMinute / 60e9;
    }

    public synchronized boolean allow(String source, long nanoTime) {
        Bucket bucket = buckets.computeIfAbsent(source, s -> new Bucket(burst, nanoTime));
        bucket.tokens = Math.min(burst, bucket.tokens + (nanoTime - bucket.at) * perNano);
        bucket.at = nanoTime;
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens--;
        return true;
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

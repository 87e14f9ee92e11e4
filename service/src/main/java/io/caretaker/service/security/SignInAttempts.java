package io.caretaker.service.security;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down guessing: ten attempts a person, then one a minute. Remembers the 10,000 names tried last, so that
 * guessing names costs no memory either. Safe for use by several threads.
 */
@Singleton
class SignInAttempts {
    private static final double BURST = 10;
    private static final double PER_NANO = 1 / 60e9;
    private static final int NAMES = 10_000;

    private record Allowance(double tokens, long nanos) {}

    private final Map<String, Allowance> allowances = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Allowance> eldest) {
            return size() > NAMES;
        }
    };

    boolean allow(String person) {
        return allow(person, System.nanoTime());
    }

    synchronized boolean allow(String person, long nanos) {
        Allowance before = allowances.getOrDefault(person, new Allowance(BURST, nanos));
        double tokens = Math.min(BURST, before.tokens() + (nanos - before.nanos()) * PER_NANO);
        allowances.put(person, new Allowance(Math.max(0, tokens - 1), nanos));
        return tokens >= 1;
    }
}

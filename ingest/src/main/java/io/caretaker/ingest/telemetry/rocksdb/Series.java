package io.caretaker.ingest.telemetry.rocksdb;

import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Sample;

/**
 * One metric of one device: its number in the store, its newest sample, and the samples that are not packed yet. The
 * writer adds and empties, readers copy: each under the lock of the series.
 */
final class Series {
    private final int id;
    private final String device;
    private final String metric;
    private OpenSamples open = new OpenSamples();
    private Sample newest;

    Series(int id, String device, String metric, Sample newest) {
        this.id = id;
        this.device = device;
        this.metric = metric;
        this.newest = newest;
    }

    int id() {
        return id;
    }

    String device() {
        return device;
    }

    String metric() {
        return metric;
    }

    /** The newest sample by event time, of those with the same time the one that arrived last; null before the first. */
    synchronized Sample newest() {
        return newest;
    }

    /** @return whether it is the first sample since the series was emptied */
    synchronized boolean add(long timeMicros, double value, Quality quality) {
        if (newest == null || timeMicros >= newest.timeMicros()) {
            newest = new Sample(timeMicros, value, quality);
        }
        open.add(timeMicros, value, (byte) quality.ordinal());
        return open.size() == 1;
    }

    synchronized Samples open() {
        return open.sorted();
    }

    /** After all open samples are packed; only the writer calls it, so none has come since. */
    synchronized void empty() {
        open = new OpenSamples();
    }
}

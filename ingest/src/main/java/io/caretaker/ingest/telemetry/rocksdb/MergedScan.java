package io.caretaker.ingest.telemetry.rocksdb;

import io.caretaker.model.reading.Reading;
import java.util.List;
import java.util.function.Consumer;

/**
 * Many series merged in time order; of equal times, in the order of the series. Holds one chunk of each series. A binary
 * heap over plain arrays, since a backtest passes tens of millions of samples through it.
 */
final class MergedScan {
    private final List<Series> series;
    private final SeriesCursor[] cursors;
    private final Samples[] chunks;
    private final int[] positions;
    /** Heap of series by the time of their next sample; {@code times} belongs to the heap's places. */
    private final int[] heap;

    private final long[] times;
    private int size;

    /** @param cursors one for each series */
    MergedScan(List<Series> series, SeriesCursor[] cursors) {
        this.series = series;
        this.cursors = cursors;
        chunks = new Samples[cursors.length];
        positions = new int[cursors.length];
        heap = new int[cursors.length];
        times = new long[cursors.length];
    }

    /** @param betweenChunks called before each chunk is read, may throw to end the scan */
    void run(Runnable betweenChunks, Consumer<Reading> into) {
        for (int i = 0; i < cursors.length; i++) {
            if (nextChunk(i, betweenChunks)) {
                heap[size] = i;
                times[size] = chunks[i].first();
                size++;
            }
        }
        for (int place = size / 2 - 1; place >= 0; place--) {
            siftDown(place);
        }
        while (size > 0) {
            int next = heap[0];
            into.accept(reading(next));
            advance(next, betweenChunks);
            siftDown(0);
        }
    }

    private void advance(int index, Runnable betweenChunks) {
        if (++positions[index] < chunks[index].size() || nextChunk(index, betweenChunks)) {
            times[0] = chunks[index].time(positions[index]);
        } else {
            size--;
            heap[0] = heap[size];
            times[0] = times[size];
        }
    }

    private boolean nextChunk(int index, Runnable betweenChunks) {
        betweenChunks.run();
        chunks[index] = cursors[index].next();
        positions[index] = 0;
        return chunks[index] != null;
    }

    private Reading reading(int index) {
        Samples chunk = chunks[index];
        int at = positions[index];
        Series from = series.get(index);
        return new Reading(from.device(), from.metric(), chunk.time(at), chunk.value(at), chunk.qualityOf(at), "");
    }

    private void siftDown(int start) {
        int place = start;
        int moved = heap[place];
        long time = times[place];
        int child = 2 * place + 1;
        while (child < size) {
            if (child + 1 < size && before(times[child + 1], heap[child + 1], times[child], heap[child])) {
                child++;
            }
            if (!before(times[child], heap[child], time, moved)) {
                break;
            }
            heap[place] = heap[child];
            times[place] = times[child];
            place = child;
            child = 2 * place + 1;
        }
        heap[place] = moved;
        times[place] = time;
    }

    private static boolean before(long time, int index, long otherTime, int otherIndex) {
        return time < otherTime || time == otherTime && index < otherIndex;
    }
}

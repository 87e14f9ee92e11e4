package io.caretaker.ingest.telemetry.rocksdb;

import org.rocksdb.RocksIterator;

/**
 * The stored samples of one series with from ≤ time < to, block by block. It seeks for every block, so that many cursors
 * share one iterator: a merge over thousands of series holds one native iterator and one block of each. Days without
 * data cost nothing: the seek lands on the next day that has any.
 */
final class BlockCursor {
    private final RocksIterator blocks;
    private final StoredBlocks codec;
    private final int series;
    private final long fromMicros;
    private final long toMicros;
    private int day;
    private long nextFirst;
    private boolean begun;
    private boolean ended;

    BlockCursor(RocksIterator blocks, StoredBlocks codec, int series, long fromMicros, long toMicros) {
        this.blocks = blocks;
        this.codec = codec;
        this.series = series;
        this.fromMicros = fromMicros;
        this.toMicros = toMicros;
        this.day = BlockKey.day(fromMicros);
        this.nextFirst = fromMicros;
        this.ended = fromMicros >= toMicros;
    }

    /** The next samples, not empty; null when there are no more. */
    Samples next() {
        while (!ended) {
            if (!begun && seekBlockAround()) {
                begun = true;
            } else {
                begun = true;
                seekNextBlock();
            }
            if (!ended) {
                byte[] key = blocks.key();
                nextFirst = BlockKey.first(key) + 1;
                Samples block = codec.decode(key, blocks.value());
                // Blocks do not overlap: nothing behind one that reaches beyond the span lies in it.
                ended = !block.isEmpty() && block.last() >= toMicros;
                Samples samples = block.between(fromMicros, toMicros);
                if (!samples.isEmpty()) {
                    return samples;
                }
            }
        }
        return null;
    }

    /** A block that begins before the span may reach into it. */
    private boolean seekBlockAround() {
        blocks.seekForPrev(BlockKey.of(day, series, fromMicros));
        return blocks.isValid() && BlockKey.day(blocks.key()) == day && BlockKey.series(blocks.key()) == series;
    }

    private void seekNextBlock() {
        while (true) {
            blocks.seek(BlockKey.of(day, series, nextFirst));
            if (!blocks.isValid()) {
                ended = true;
                return;
            }
            byte[] key = blocks.key();
            int foundDay = BlockKey.day(key);
            if (foundDay == day && BlockKey.series(key) == series) {
                ended = BlockKey.first(key) >= toMicros;
                return;
            }
            // Landed behind the series: look on in the next day, or the first one that holds anything.
            day = Math.max(day + 1, foundDay);
            nextFirst = Long.MIN_VALUE;
            if (day > BlockKey.day(toMicros - 1)) {
                ended = true;
                return;
            }
        }
    }
}

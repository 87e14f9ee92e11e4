package io.caretaker.bench.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the disk can do: appends of 4 KiB, each with fdatasync. */
final class DiskCeiling {
    private DiskCeiling() {}

    static double syncsPerSecond(Path directory, double seconds) throws IOException {
        ByteBuffer block = ByteBuffer.allocateDirect(4_096);
        try (FileChannel file =
                FileChannel.open(directory.resolve("ceiling"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long from = System.nanoTime();
            long until = from + (long) (seconds * 1e9);
            long syncs = 0;
            while (System.nanoTime() < until) {
                block.clear();
                file.write(block);
                file.force(false);
                syncs++;
            }
            return syncs * 1e9 / (System.nanoTime() - from);
        }
    }
}

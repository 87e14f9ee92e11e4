package io.caretaker.ingest.journal.rocksdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A file system in memory of a few megabytes; closing unmounts it. */
public final class SmallDisk implements AutoCloseable {
    private final Path mountPoint;

    private SmallDisk(Path mountPoint) {
        this.mountPoint = mountPoint;
    }

    /** Skips the test where mounting is not permitted. */
    public static SmallDisk mount(Path below, int megabytes) throws IOException {
        Path mountPoint = Files.createTempDirectory(below, "small-disk");
        int exit =
                run(List.of("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", mountPoint.toString()));
        Assumptions.assumeTrue(exit == 0, "mounting a tmpfs is not permitted here: run as root to test a full disk");
        return new SmallDisk(mountPoint);
    }

    public Path path() {
        return mountPoint;
    }

    @Override
    public void close() {
        run(List.of("umount", mountPoint.toString()));
    }

    private static int run(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}

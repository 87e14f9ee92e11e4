package io.caretaker.ingest.quality;

import java.util.List;

/** Where the counts are kept. Blocks on I/O; safe for use by several threads. */
public interface QualityLog {
    /** What a new run goes on with. @param newest the newest day of each device */
    record Resume(long nextOffset, List<DeviceDay> newest) {}

    Resume resume();

    /** Replaces the days and the offset in one transaction; days before {@code keepFromDay} go. */
    void put(long nextOffset, List<DeviceDay> days, int keepFromDay);

    /** Days of the devices, any order. @param toDay inclusive */
    List<DeviceDay> days(List<String> devices, int fromDay, int toDay);
}

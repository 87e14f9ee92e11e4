package io.caretaker.alerting.detect;

/** How many readings were seen and why some were not judged. Written by the thread of the fold; others read it racily. */
public final class DetectionCounts {
    long readings;
    long unknownDevice;
    long duplicate;
    long late;
    long unusable;
    long invalidRule;

    /** Readings of known devices. */
    public long readings() {
        return readings;
    }

    /** Readings of devices that the registry does not know. */
    public long unknownDevice() {
        return unknownDevice;
    }

    /** Readings that were not newer than the newest of their series. */
    public long duplicate() {
        return duplicate;
    }

    /** Readings that were too late to raise a fault. */
    public long late() {
        return late;
    }

    /** Readings of bad or suspect quality (a clock that runs ahead is one): counted for liveness and plausibility only. */
    public long unusable() {
        return unusable;
    }

    /** Commands whose rule could not be read. */
    public long invalidRule() {
        return invalidRule;
    }
}

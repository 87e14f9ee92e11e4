package io.caretaker.bench.crash;

import io.caretaker.bench.process.Scratch;
import io.caretaker.bench.process.ServiceProcess;
import io.caretaker.bench.result.ResultLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Kills the service with SIGKILL at random moments, most under load and some while it starts, and starts it again on the
 * same data directory. In the end, what was acknowledged is held against what the service gives back.
 */
@Command(
        name = "crash",
        mixinStandardHelpOptions = true,
        description = "Kills under MQTT QoS 1 load: acknowledged readings that are lost or doubled.")
public final class CrashScenario implements Callable<Integer> {
    private static final int STARTS_KILLED_OF_TEN = 1;
    private static final int LONGEST_START_MILLIS = 6_000;

    @Option(names = "--kills", defaultValue = "20", description = "Kills (default ${DEFAULT-VALUE}).")
    int kills;

    @Option(names = "--seed", description = "Of the moments and loads (default: a new one, which is printed).")
    Long seed;

    @Option(names = "--devices", defaultValue = "4", description = "Connections (default ${DEFAULT-VALUE}).")
    int devices;

    @Option(
            names = "--longest-load",
            defaultValue = "1200",
            description = "Milliseconds of load before a kill at most (default ${DEFAULT-VALUE}).")
    int longestLoad;

    @Option(names = "--minutes", description = "End after that time even when there were fewer kills.")
    double minutes = Double.MAX_VALUE;

    @Option(names = "--data", description = "Directory on the disk to use (default: where temporary files lie).")
    Path data;

    @Option(names = "--jvm", description = "Option of the service's JVM, repeatable.")
    List<String> jvm = List.of("-XX:+UseSerialGC", "-Xmx384m", "-XX:TieredStopAtLevel=1");

    private final List<Numbers> numbers = new ArrayList<>();
    private List<String> tokens;
    private Random random;
    private int killed;
    private int killedStarting;
    private int unansweredAtKills;
    private int minute;

    @Override
    public Integer call() throws Exception {
        long used = seed == null ? new Random().nextInt(1_000_000) : seed;
        random = new Random(used);
        System.out.println("seed " + used);
        try (Scratch scratch = new Scratch(data)) {
            firstLife(scratch.path());
            long began = System.nanoTime();
            while (killed < kills && (System.nanoTime() - began) / 60e9 < minutes) {
                life(++killed, scratch.path());
            }
            return lastLife(scratch.path(), used);
        }
    }

    private void firstLife(Path directory) throws IOException, InterruptedException {
        try (ServiceProcess service = start(directory)) {
            service.awaitReady();
            service.call("PUT", "/api/v1/clock", "{\"time\":\"" + CrashEstate.BEGIN + "\"}");
            tokens = CrashEstate.register(service, devices);
            CrashEstate.valve(service, minute++, 1);
            CrashEstate.valve(service, minute++, 0);
        }
        for (int i = 0; i < devices; i++) {
            numbers.add(new Numbers());
        }
    }

    private ServiceProcess start(Path directory) {
        return new ServiceProcess(
                ServiceProcess.thisJava(),
                directory,
                "replay",
                jvm,
                // Lives begin right at a snapshot as well as well behind one.
                Map.of("CARETAKER_DETECTION_SNAPSHOT_INTERVAL", "1s"));
    }

    private void life(int kill, Path directory) throws IOException, InterruptedException {
        long acknowledgedBefore = acknowledged();
        long began = System.nanoTime();
        boolean starting = random.nextInt(10) < STARTS_KILLED_OF_TEN;
        int moment = random.nextInt(starting ? LONGEST_START_MILLIS : longestLoad);
        int inFlight = 1 + random.nextInt(400);
        long pause = random.nextBoolean() ? 0 : random.nextInt(2_000_000);
        double ready = 0;
        try (ServiceProcess service = start(directory)) {
            if (starting) {
                killedStarting++;
                Thread.sleep(moment);
                service.process().kill();
            } else {
                service.awaitReady();
                ready = (System.nanoTime() - began) / 1e9;
                CrashEstate.valve(service, minute++, 0);
                loadAndKill(service, moment, inFlight, pause);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "kill %d %s after %d ms, ready %.1f s, window %d, acknowledged %,d, unanswered %,d%n",
                kill,
                starting ? "while starting" : "under load",
                moment,
                ready,
                inFlight,
                acknowledged() - acknowledgedBefore,
                numbers.stream().mapToInt(Numbers::unanswered).sum());
    }

    private void loadAndKill(ServiceProcess service, int moment, int inFlight, long pause)
            throws IOException, InterruptedException {
        List<NumberedDevice> connected = connect(service, inFlight, pause);
        Thread.sleep(moment);
        service.process().kill();
        connected.forEach(NumberedDevice::close);
        unansweredAtKills += numbers.stream().mapToInt(Numbers::unanswered).sum();
    }

    private List<NumberedDevice> connect(ServiceProcess service, int inFlight, long pause) throws IOException {
        List<NumberedDevice> connected = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            connected.add(new NumberedDevice(
                    CrashEstate.ID,
                    CrashEstate.device(i),
                    tokens.get(i),
                    service.mqttPort(),
                    numbers.get(i),
                    inFlight,
                    pause));
        }
        return connected;
    }

    private int lastLife(Path directory, long used) throws IOException, InterruptedException {
        try (ServiceProcess service = start(directory)) {
            service.awaitReady();
            CrashEstate.valve(service, minute, 0);
            while (service.meter("caretaker_telemetry_lag_entries", "") > 0) {
                Thread.sleep(50);
            }
            long lost = 0;
            long[] doubled = new long[1];
            for (int i = 0; i < devices; i++) {
                BitSet missing = numbers.get(i).acknowledgedSet();
                missing.andNot(CrashEstate.stored(service, i, numbers.get(i).sent(), doubled));
                lost += missing.cardinality();
                if (!missing.isEmpty()) {
                    System.out.println(CrashEstate.device(i) + " lost " + missing.cardinality() + " from "
                            + missing.nextSetBit(0) + " to " + (missing.length() - 1));
                }
            }
            int doubledWork = CrashEstate.doubledWork(service);
            long acknowledged = acknowledged();
            return new ResultLine("crash", lost, "readings lost")
                    .count("kills", killed)
                    .count("killed_while_starting", killedStarting)
                    .count("seed", used)
                    .count("acknowledged", acknowledged)
                    .count("lost", lost)
                    .count("doubled", doubled[0])
                    .count("doubled_incidents_tasks_notifications", doubledWork)
                    .count("unanswered_at_kills", unansweredAtKills)
                    .check(lost == 0 && doubled[0] == 0 && doubledWork == 0)
                    .check(acknowledged > 0 && unansweredAtKills > 0)
                    .print();
        }
    }

    private long acknowledged() {
        return numbers.stream().mapToLong(Numbers::acknowledged).sum();
    }
}

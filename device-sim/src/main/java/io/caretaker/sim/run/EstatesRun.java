package io.caretaker.sim.run;

import io.caretaker.model.estate.Topology;
import io.caretaker.sim.api.CaretakerClient;
import io.caretaker.sim.clock.Pace;
import io.caretaker.sim.crew.SimulatedCrews;
import io.caretaker.sim.device.DeviceFleet;
import io.caretaker.sim.device.Message;
import io.caretaker.sim.estate.EstateBuilder;
import io.caretaker.sim.estate.EstatePlan;
import io.caretaker.sim.estate.Profiles;
import io.caretaker.sim.estate.RegistryDocument;
import io.caretaker.sim.fault.DemoScript;
import io.caretaker.sim.fault.FaultBoard;
import io.caretaker.sim.fault.InjectedFault;
import io.caretaker.sim.fault.Injector;
import io.caretaker.sim.fault.RandomScript;
import io.caretaker.sim.fault.Script;
import io.caretaker.sim.fault.TruthLog;
import io.caretaker.sim.mqtt.MqttFleet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A run of simulated estates against a service: register, connect, then step by step publish what is due, wait until it is
 * acknowledged, move the service's clock. One thread.
 */
public final class EstatesRun {
    /** Messages of a step reach the service in any order: short enough that it stays near the order of their times. */
    private static final long HISTORY_STEP_S = 60;

    private static final long CREWS_EVERY_S = 120;
    private static final long REPORT_EVERY_S = 900;
    private static final Duration DEMO_GAP = Duration.ofMinutes(25);
    private static final Duration DEMO_CALM = Duration.ofMinutes(50);
    private static final Duration RANDOM_GAP = Duration.ofMinutes(60);
    private static final int MOST_FAULTS = 12;

    private final EstatesOptions options;
    private final CaretakerClient api;
    private final MqttFleet mqtt;
    private final TokenFile tokens;
    private final Pace pace;
    private final TruthLog truth;
    private final Consumer<String> progress;
    private final List<EstatePlan> plans;
    private final FaultBoard board;
    private final DeviceFleet devices;
    private final Script script;
    private final SimulatedCrews crews;
    private final Topology topology;
    private final List<InjectedFault> injectedFaults = new ArrayList<>();
    private long lastVisit;
    private long lastReport;

    /** @param progress gets a line for people now and then */
    public EstatesRun(
            EstatesOptions options,
            CaretakerClient api,
            MqttFleet mqtt,
            TokenFile tokens,
            Pace pace,
            TruthLog truth,
            Consumer<String> progress) {
        this.options = options;
        this.api = api;
        this.mqtt = mqtt;
        this.tokens = tokens;
        this.pace = pace;
        this.truth = truth;
        this.progress = progress;
        this.plans = new EstateBuilder(options.seed()).build(options.estates());
        this.topology = topology(plans);
        this.board = new FaultBoard(topology);
        this.devices = new DeviceFleet(plans, topology, board, options.seed(), options.defects(), firstSecond());
        Injector injector = new Injector(options.seed(), board, devices::sunAt, this::injected);
        this.script = script(injector);
        this.crews = new SimulatedCrews(api, this::repair);
    }

    /** Returns after the duration, or when interrupted. */
    public void run() throws InterruptedException {
        mqtt.connect(tokens.credentials(plans, api.register(RegistryDocument.of(plans))));
        progress.accept("registered and connected " + options.estates() + " estates, "
                + plans.stream().mapToInt(p -> p.devices().size()).sum() + " devices");
        long start = options.start().getEpochSecond();
        long now = firstSecond();
        api.tick(Instant.ofEpochSecond(now));
        lastVisit = now;
        lastReport = now;
        while (now < start) {
            long next = Math.min(start, now + HISTORY_STEP_S);
            advance(next);
            now = next;
        }
        long end = options.duration().map(d -> start + d.toSeconds()).orElse(Long.MAX_VALUE);
        while (now < end) {
            long next = Math.min(end, now + options.step().toSeconds());
            board.endNaturally(now).forEach(this::ended);
            script.advance(now, next);
            advance(next);
            pace.passed(next - now);
            now = next;
        }
        report(now);
    }

    /** What is registered. */
    public Topology topology() {
        return topology;
    }

    /** Everything injected so far, in the order of injection, ended or not. */
    public List<InjectedFault> injectedFaults() {
        return List.copyOf(injectedFaults);
    }

    private void advance(long next) throws InterruptedException {
        List<Message> messages = devices.until(next);
        mqtt.publish(messages);
        api.tick(Instant.ofEpochSecond(next));
        if (options.crews() && next - lastVisit >= CREWS_EVERY_S) {
            lastVisit = next;
            crews.visit(next);
        }
        if (next - lastReport >= REPORT_EVERY_S * (next <= options.start().getEpochSecond() ? 16 : 1)) {
            report(next);
        }
    }

    private void report(long now) {
        lastReport = now;
        progress.accept(Instant.ofEpochSecond(now) + " published=" + mqtt.published() + " acknowledged="
                + mqtt.acknowledged() + " repeated=" + mqtt.repeated() + " faults="
                + board.active().size());
    }

    private void injected(InjectedFault fault) {
        devices.faultInjected(fault);
        injectedFaults.add(fault);
        truth.write(fault);
        progress.accept(Instant.ofEpochSecond(fault.start()) + " fault injected "
                + fault.kind().id() + " asset=" + fault.asset());
    }

    private boolean repair(String asset, String faultType, long second) {
        List<InjectedFault> ended = board.repair(asset, faultType, second);
        ended.forEach(this::ended);
        return !ended.isEmpty();
    }

    private void ended(InjectedFault fault) {
        truth.write(fault);
        progress.accept(Instant.ofEpochSecond(fault.end().orElseThrow()) + " fault ended "
                + fault.kind().id() + " asset=" + fault.asset());
    }

    private long firstSecond() {
        return options.start().getEpochSecond() - options.history().toSeconds();
    }

    private Script script(Injector injector) {
        long start = options.start().getEpochSecond();
        return switch (options.script()) {
            case NONE -> Script.NONE;
            case RANDOM ->
                new RandomScript(
                        options.seed(), topology, board, injector, start, RANDOM_GAP, MOST_FAULTS * options.estates());
            case DEMO ->
                new DemoScript(
                        options.seed(),
                        topology,
                        board,
                        injector,
                        start,
                        new RandomScript(
                                options.seed(),
                                topology,
                                board,
                                injector,
                                start + DEMO_CALM.toSeconds(),
                                DEMO_GAP,
                                MOST_FAULTS));
        };
    }

    private static Topology topology(List<EstatePlan> plans) {
        return new Topology(
                plans.stream().map(EstatePlan::estate).toList(),
                plans.stream().flatMap(p -> p.assets().stream()).toList(),
                plans.stream().flatMap(p -> p.devices().stream()).toList(),
                Profiles.all());
    }
}

package io.caretaker.ingest.modbus;

import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.intake.PayloadFormat;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.Submission;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.mapping.FieldMapper;
import io.caretaker.ingest.modbus.ModbusMetrics.Outcome;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.model.estate.Topology;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Polls every device of the registry that has a {@code modbus:} address, as often as its interval says. A gateway has one
 * question open at a time and does not hold up another; a unit is not asked again before what it said is durable. What does
 * not fit, in the registry or in an answer, becomes a dead letter when it begins, not at every poll. All state belongs to
 * one thread; {@link #start} and {@link #stop} may be called on any.
 */
public final class ModbusPolling {
    private static final Logger LOG = Logger.getLogger(ModbusPolling.class);

    private final ModbusSettings settings;
    private final Registry registry;
    private final TelemetryIntake telemetry;
    private final StatusIntake status;
    private final ModbusLink.Factory links;
    private final ScheduledExecutorService thread;
    private final LongSupplier nanoTime;
    private final ModbusMetrics metrics;
    private final Map<String, Unit> units = new HashMap<>();
    private final Map<String, Gateway> gateways = new HashMap<>();
    private final Map<String, List<Rejection>> faultsTold = new HashMap<>();
    private final Set<String> offline = new HashSet<>();

    /**
     * @param thread a single one that belongs to the polling from now on
     * @param nanoTime passing time for intervals
     */
    public ModbusPolling(
            ModbusSettings settings,
            Registry registry,
            TelemetryIntake telemetry,
            StatusIntake status,
            ModbusLink.Factory links,
            ScheduledExecutorService thread,
            LongSupplier nanoTime,
            MeterRegistry meters) {
        this.settings = settings;
        this.registry = registry;
        this.telemetry = telemetry;
        this.status = status;
        this.links = links;
        this.thread = thread;
        this.nanoTime = nanoTime;
        this.metrics = new ModbusMetrics(meters);
    }

    /** Begins, and follows the registry from now on. */
    public void start() {
        registry.onChange(change -> execute(() -> plan(registry.current())));
        execute(() -> plan(registry.current()));
    }

    /** Asks nobody any more and closes all connections. What a unit said before is still journaled. */
    public void stop() {
        thread.shutdownNow();
        links.close();
    }

    private void execute(Runnable work) {
        try {
            thread.execute(guarded(work));
        } catch (RejectedExecutionException e) {
            LOG.debugf(e, "Modbus polling has stopped");
        }
    }

    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.errorf(e, "Modbus polling failed");
            }
        };
    }

    private void plan(Topology topology) {
        Map<String, UnitPlan> plans = new HashMap<>();
        int faulty = 0;
        for (UnitPlan plan : UnitPlan.of(topology, settings.maxGap())) {
            plans.put(plan.device().id(), plan);
            faulty += plan.faults().isEmpty() ? 0 : 1;
            tell(plan);
        }
        faultsTold.keySet().retainAll(plans.keySet());
        for (Unit unit : List.copyOf(units.values())) {
            UnitPlan plan = plans.get(unit.id());
            if (plan == null || !plan.sameAs(unit.plan())) {
                remove(unit);
            }
        }
        plans.values().stream()
                .filter(plan -> !plan.requests().isEmpty()
                        && !units.containsKey(plan.device().id()))
                .sorted(Comparator.comparing(plan -> plan.device().id()))
                .forEach(this::add);
        gateways.values().removeIf(gateway -> {
            if (gateway.isEmpty()) {
                gateway.link().close();
            }
            return gateway.isEmpty();
        });
        metrics.planned(units.size(), faulty, gateways.size());
        metrics.offline(offline.size());
        gateways.values().forEach(this::look);
    }

    private void tell(UnitPlan plan) {
        String device = plan.device().id();
        List<Rejection> before = faultsTold.getOrDefault(device, List.of());
        for (Rejection fault : plan.faults()) {
            if (!before.contains(fault)) {
                refuse(device, String.join(" ", plan.device().addresses()), new byte[0], fault);
            }
        }
        faultsTold.put(device, plan.faults());
    }

    private void remove(Unit unit) {
        units.remove(unit.id());
        offline.remove(unit.id());
        Gateway gateway = gateways.get(unit.where().gateway());
        if (gateway != null) {
            gateway.remove(unit);
        }
    }

    private void add(UnitPlan plan) {
        Unit unit = new Unit(plan, nanoTime.getAsLong());
        Gateway gateway = gateways.get(unit.where().gateway());
        if (gateway == null) {
            if (gateways.size() >= settings.maxGateways()) {
                refuse(
                        unit.id(),
                        unit.where().gateway(),
                        new byte[0],
                        Rejection.whole(
                                RejectReason.QUOTA,
                                "addresses",
                                unit.where().gateway(),
                                "at most " + settings.maxGateways() + " hosts; this one is not polled"));
                return;
            }
            gateway = new Gateway(links.open(unit.where().host(), unit.where().port()));
            gateways.put(unit.where().gateway(), gateway);
        }
        units.put(unit.id(), unit);
        gateway.add(unit);
    }

    /** Polls whoever is due, or comes back when somebody will be. */
    private void look(Gateway gateway) {
        long now = nanoTime.getAsLong();
        gateway.begin(now)
                .ifPresentOrElse(
                        unit -> poll(gateway, unit), () -> gateway.next().ifPresent(at -> wake(gateway, at - now)));
    }

    private void wake(Gateway gateway, long nanos) {
        try {
            gateway.wake(thread.schedule(guarded(() -> look(gateway)), Math.max(0, nanos), TimeUnit.NANOSECONDS));
        } catch (RejectedExecutionException e) {
            LOG.debugf(e, "Modbus polling has stopped");
        }
    }

    private void poll(Gateway gateway, Unit unit) {
        new Poll(gateway.link(), unit.where().unit(), unit.requests(), this::execute)
                .run()
                .thenAccept(result -> {
                    gateway.answered();
                    CompletableFuture<?> durable = taken(unit, result).toCompletableFuture();
                    if (durable.isDone()) {
                        again(gateway, unit);
                    } else {
                        durable.whenComplete((done, failure) -> execute(() -> again(gateway, unit)));
                        look(gateway);
                    }
                });
    }

    private void again(Gateway gateway, Unit unit) {
        unit.due(following(unit));
        gateway.again(unit);
        look(gateway);
    }

    /** Completes when what the unit said is durable. Whatever goes wrong with one unit, it and the others are polled on. */
    private CompletionStage<?> taken(Unit unit, Poll.Result result) {
        try {
            return take(unit, result);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Modbus answer not taken device=%s", unit.id());
            return CompletableFuture.completedStage(null);
        }
    }

    private long following(Unit unit) {
        long now = nanoTime.getAsLong();
        long interval = Math.max(
                unit.plan().device().interval().toNanos(),
                settings.minInterval().toNanos());
        return unit.state()
                .retry()
                .map(retry -> now + retry.toNanos())
                .orElseGet(() -> PollQueue.following(unit.due(), interval, now));
    }

    private CompletionStage<?> take(Unit unit, Poll.Result result) {
        boolean silent = !result.silence().isEmpty();
        UnitState.Change change = silent
                ? unit.state().silent(result.silence())
                : unit.state().answered(String.join("; ", result.refused()));
        unit.learnt(change.state(), result.requests());
        metrics.polled(silent ? Outcome.SILENT : result.refused().isEmpty() ? Outcome.ANSWERED : Outcome.PARTLY);
        change.online().ifPresent(online -> tellOnline(unit, online));
        change.why().ifPresent(why -> refuse(unit.id(), topic(unit), result.raw(), rejection(unit, silent, why)));
        return result.fields().isEmpty()
                ? CompletableFuture.completedStage(null)
                : telemetry.accept(
                        submission(unit.id(), topic(unit), result.raw()),
                        FieldMapper.map(
                                unit.plan().device(), unit.plan().profile(), result.fields(), RawReading.ARRIVAL, 0));
    }

    private void tellOnline(Unit unit, boolean online) {
        if (online) {
            offline.remove(unit.id());
        } else {
            offline.add(unit.id());
        }
        metrics.offline(offline.size());
        status.transportSaw(unit.id(), online);
    }

    private static Rejection rejection(Unit unit, boolean silent, String why) {
        return Rejection.whole(
                RejectReason.PROTOCOL,
                silent ? "unit" : "registers",
                why,
                silent
                        ? "an answer of unit " + unit.where().unit() + " at "
                                + unit.where().gateway()
                        : "the registers that the mapping of profile "
                                + unit.plan().profile().id() + " names");
    }

    private void refuse(String device, String topic, byte[] raw, Rejection why) {
        LOG.warnf("Modbus device=%s address=%s %s", device, topic, why.sentence());
        telemetry.refuse(submission(device, topic, raw), why);
    }

    private static Submission submission(String device, String topic, byte[] raw) {
        return Submission.ofDevice(Protocol.MODBUS, device, topic, PayloadFormat.NATIVE, raw);
    }

    private static String topic(Unit unit) {
        return UnitAddress.SCHEME + unit.where().gateway() + '/' + unit.where().unit();
    }
}

package io.caretaker.alerting.incident;

import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.fault.DetectedItem;
import io.caretaker.model.fault.FaultEvent;
import io.caretaker.model.fault.FaultEvent.FaultCleared;
import io.caretaker.model.fault.FaultEvent.FaultRaised;
import io.caretaker.model.fault.FaultType;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentItem;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Faults to incidents: a deterministic fold. The same items in the same order, from the same beginning, give the same
 * incidents with the same ids; a restart in the middle, by {@link #restore} from what was saved, changes nothing. Save
 * {@link IncidentChanges#latest} of the answer, {@link #takeChangedState} and the journal offset in one transaction.
 *
 * <p>Not safe for use by several threads. Memory is bounded by the faults that hold, the incidents of the last day and
 * the distinct faults of the last {@code chronicWithin}.
 */
public final class IncidentCorrelator {
    private static final long PRUNE_EVERY = CauseBook.micros(Duration.ofMinutes(10));

    private final Supplier<Topology> topology;
    private final CorrelationSettings settings;
    private final CorrelatorState state = new CorrelatorState();
    private final List<IncidentItem> out = new ArrayList<>();
    private final List<CommandRefused> refused = new ArrayList<>();
    private final ConcludedOutages outages;
    private final FaultCorrelation correlation;
    private final IncidentLifecycle lifecycle;
    private final IncidentCommands commands;
    private Sites sites;

    /** @param topology asked once per fold */
    public IncidentCorrelator(Supplier<Topology> topology, FaultCatalogue catalogue, CorrelationSettings settings) {
        this.topology = topology;
        this.settings = settings;
        IncidentChanges changes = new IncidentChanges(state, new Timeline(settings.timelineLimit()), out);
        CauseBook causes = new CauseBook(settings);
        IncidentAssembly assembly = new IncidentAssembly(settings, causes, state, changes);
        this.outages = new ConcludedOutages(
                settings, type -> catalogue.find(type).map(FaultType::severity).orElse(Severity.S3), state, assembly);
        this.correlation = new FaultCorrelation(causes, state, changes, assembly, outages);
        this.lifecycle = new IncidentLifecycle(settings, catalogue, state, changes);
        this.commands = new IncidentCommands(settings, state, changes);
    }

    /**
     * Goes on where a correlator stopped. Call once, before the first fold.
     *
     * @param incidents all that are not closed, and those closed within the reopen window; older ones do no harm
     * @param rows every state row ever taken and not forgotten
     */
    public void restore(Collection<Incident> incidents, Collection<StateRow> rows) {
        state.restore(incidents, rows);
    }

    /** The changes that follow from the items, in order, with the ticks and commands in between. */
    public List<IncidentItem> fold(List<DetectedItem> items) {
        Topology current = topology.get();
        if (sites == null || !sites.isOf(current)) {
            sites = new Sites(current);
            correlation.at(sites);
        }
        out.clear();
        refused.clear();
        items.forEach(this::fold);
        return List.copyOf(out);
    }

    /** The commands of the last fold that changed no incident, each with its reason. */
    public List<CommandRefused> refused() {
        return List.copyOf(refused);
    }

    /** The state rows changed since the last call: to be saved together with the incidents. */
    public List<StateRow> takeChangedState() {
        return state.takeChangedRows();
    }

    /** How many faults wait for a cause now. */
    public int heldFaults() {
        return state.held().size();
    }

    public Map<Outcome, Long> counts() {
        return state.counts();
    }

    private void fold(DetectedItem item) {
        if (item instanceof DetectedItem.FaultItem fault) {
            state.advance(fault.event().timeMicros());
            fault(fault.event());
        } else if (item instanceof DetectedItem.TickItem tick) {
            long before = state.now();
            state.advance(tick.timeMicros());
            tick(before);
            out.add(new IncidentItem.TickItem(tick.timeMicros()));
        } else if (item instanceof DetectedItem.CommandItem command) {
            state.advance(command.command().timeMicros());
            command(command.command());
        }
    }

    private void fault(FaultEvent event) {
        if (event instanceof FaultRaised raised) {
            correlation.raised(raised);
        } else if (event instanceof FaultCleared cleared) {
            correlation.cleared(cleared).ifPresent(lifecycle::resolveIfCleared);
        }
    }

    private void tick(long before) {
        correlation.decideHeld();
        for (Incident incident : state.open()) {
            latest(incident, outages::review);
            latest(incident, correlation::releaseResidual);
            latest(incident, lifecycle::resolveIfCleared);
            latest(incident, lifecycle::passTime);
        }
        if (before / PRUNE_EVERY != state.now() / PRUNE_EVERY) {
            state.prune(
                    state.now() - CauseBook.micros(settings.reopenWithin()),
                    state.now() - CauseBook.micros(settings.chronicWithin()));
        }
    }

    /** A step before may have changed or closed it. */
    private void latest(Incident incident, Consumer<Incident> step) {
        state.open(incident.id()).ifPresent(step);
    }

    private void command(CommandIssued command) {
        commands.apply(command).ifPresent(reason -> refused.add(new CommandRefused(command, reason)));
        out.add(new IncidentItem.CommandItem(command));
    }
}

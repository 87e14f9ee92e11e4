package io.caretaker.service.pipeline;

import io.caretaker.alerting.dispatch.Dispatch;
import io.caretaker.alerting.dispatch.DispatchSettings;
import io.caretaker.alerting.dispatch.EstateTravel;
import io.caretaker.alerting.dispatch.GreedyPlanner;
import io.caretaker.alerting.dispatch.TaskRefused;
import io.caretaker.alerting.dispatch.sql.SqlTaskStore;
import io.caretaker.alerting.fault.sql.SqlFaults;
import io.caretaker.alerting.incident.CommandRefused;
import io.caretaker.alerting.incident.CorrelationSettings;
import io.caretaker.alerting.incident.IncidentCorrelator;
import io.caretaker.alerting.incident.sql.SqlCorrelatorState;
import io.caretaker.alerting.incident.sql.SqlIncidentStore;
import io.caretaker.alerting.incident.sql.StageOffsets;
import io.caretaker.alerting.notify.sql.SqlOutbox;
import io.caretaker.alerting.oncall.EscalationLog;
import io.caretaker.alerting.oncall.EscalationPolicy;
import io.caretaker.alerting.oncall.sql.SqlEscalations;
import io.caretaker.alerting.oncall.sql.SqlPeople;
import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.model.estate.TopologySource;
import io.caretaker.model.fault.DetectedBatch;
import io.caretaker.model.fault.DetectedItem;
import io.caretaker.model.fault.FaultEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Where the state of the work stage is kept, and how it comes back. Blocks on I/O. */
@ApplicationScoped
class WorkStateStore {
    private static final Logger LOG = Logger.getLogger(WorkStateStore.class);
    private static final String STAGE = "work";

    private final Jdbi jdbi;
    private final TopologySource topology;
    private final FaultCatalogue catalogue;
    private final SqlPeople people;
    private final SqlFaults faults;
    private final SqlIncidentStore incidents;
    private final SqlCorrelatorState correlatorState;
    private final SqlTaskStore tasks;
    private final SqlEscalations escalations;
    private final SqlOutbox outbox;
    private final CrewBook crews;
    private final EscalationPolicy policy;
    private final StageOffsets offsets = new StageOffsets();
    private final CorrelationSettings correlation = CorrelationSettings.defaults();

    WorkStateStore(
            Jdbi jdbi,
            TopologySource topology,
            FaultCatalogue catalogue,
            SqlPeople people,
            SqlFaults faults,
            SqlIncidentStore incidents,
            SqlCorrelatorState correlatorState,
            SqlTaskStore tasks,
            SqlEscalations escalations,
            SqlOutbox outbox,
            CrewBook crews,
            EscalationPolicy policy) {
        this.jdbi = jdbi;
        this.topology = topology;
        this.catalogue = catalogue;
        this.people = people;
        this.faults = faults;
        this.incidents = incidents;
        this.correlatorState = correlatorState;
        this.tasks = tasks;
        this.escalations = escalations;
        this.outbox = outbox;
        this.crews = crews;
        this.policy = policy;
    }

    long committedOffset() {
        return jdbi.withHandle(handle -> offsets.get(handle, STAGE).orElse(0));
    }

    WorkFold restore() {
        IncidentCorrelator correlator = new IncidentCorrelator(topology::current, catalogue, correlation);
        jdbi.useHandle(handle -> correlator.restore(
                incidents.forRestart(handle, correlation.chronicWithin()), correlatorState.load(handle)));
        return new WorkFold(correlator, escalations.restore(people, policy, new EscalationLog()), restoreDispatch());
    }

    private Dispatch restoreDispatch() {
        DispatchSettings settings = DispatchSettings.defaults();
        Dispatch dispatch = new Dispatch(
                catalogue, crews, new GreedyPlanner(settings), new EstateTravel(topology::current), settings);
        jdbi.useHandle(handle -> dispatch.restore(tasks.forRestart(handle)));
        return dispatch;
    }

    void commit(DetectedBatch batch, WorkFold.Result result) {
        List<FaultEvent> events = batch.items().stream()
                .filter(DetectedItem.FaultItem.class::isInstance)
                .map(item -> ((DetectedItem.FaultItem) item).event())
                .toList();
        jdbi.useTransaction(handle -> {
            faults.raise(handle, of(events, FaultEvent.FaultRaised.class));
            faults.clear(handle, of(events, FaultEvent.FaultCleared.class));
            incidents.save(handle, result.incidents());
            correlatorState.save(handle, result.correlatorState());
            tasks.save(handle, result.tasks());
            escalations.save(handle, result.escalation());
            outbox.enqueue(handle, result.notifications());
            offsets.put(handle, STAGE, batch.nextOffset());
        });
        for (TaskRefused refused : result.refusedTasks()) {
            LOG.infof("task command changed nothing %s", refused);
        }
        for (CommandRefused refused : result.refused()) {
            LOG.infof(
                    "command changed nothing kind=%s subject=%s actor=%s reason=%s",
                    refused.command().kind(),
                    refused.command().subject(),
                    refused.command().actor(),
                    refused.reason());
        }
    }

    private static <T extends FaultEvent> List<T> of(List<FaultEvent> events, Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}

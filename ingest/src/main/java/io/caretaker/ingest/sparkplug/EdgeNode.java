package io.caretaker.ingest.sparkplug;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.sparkplug.Effect.AskRebirth;
import io.caretaker.ingest.sparkplug.Effect.Offline;
import io.caretaker.ingest.sparkplug.Effect.Online;
import io.caretaker.ingest.sparkplug.Effect.Refused;
import io.caretaker.ingest.sparkplug.Effect.Value;
import io.caretaker.ingest.sparkplug.Effect.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the host knows of one edge node. Pure: message and time in, effects out; every message has an answer in every state.
 *
 * <pre>
 *            NBIRTH   NDEATH            DBIRTH, DDEATH, NDATA, DDATA
 *  UNKNOWN   ALIVE    DEAD              ask for a rebirth; take what is named
 *  ALIVE     ALIVE    DEAD, or stays    in sequence: take all of it
 *                     (other bdSeq)     gap: DOUBTFUL, ask for a rebirth, take what is named
 *  DOUBTFUL  ALIVE    as ALIVE          as UNKNOWN
 *  DEAD      ALIVE    DEAD              as UNKNOWN
 * </pre>
 *
 * "Named" matters because an alias is only as good as the birth that gave it: after a gap a birth may have been missed, and a
 * value under a wrong name is worse than none. Rebirths are asked for once, and again only when the interval has passed
 * without one. Not safe for several threads.
 */
final class EdgeNode {
    /** More names than any edge node has; what a broken or hostile one sends on top has no alias. */
    private static final int MOST_ALIASES = 100_000;

    private static final int NONE = -1;
    private static final long NEVER = Long.MIN_VALUE;

    private enum Standing {
        UNKNOWN,
        ALIVE,
        DOUBTFUL,
        DEAD
    }

    private record Named(String name, int datatype) {}

    private final long rebirthIntervalNanos;
    private final Map<Long, Named> aliases = new HashMap<>();
    private final Map<String, Integer> datatypes = new HashMap<>();
    /** Devices born since the last birth of the edge node. */
    private final Set<String> devices = new HashSet<>();
    /** Devices last told to be there, through rebirths: a rebirth is no news. */
    private final Set<String> online = new HashSet<>();

    private Standing standing = Standing.UNKNOWN;
    private long bdSeq = NONE;
    private int nextSeq = NONE;
    private long askedNanos = NEVER;

    /** @param rebirthIntervalNanos shortest time between two requests for a rebirth */
    EdgeNode(long rebirthIntervalNanos) {
        this.rebirthIntervalNanos = rebirthIntervalNanos;
    }

    /** Whether births and data are in step. */
    boolean isAlive() {
        return standing == Standing.ALIVE;
    }

    /** The connection to the broker is gone: anything may have been missed. */
    void forget() {
        if (standing != Standing.DEAD) {
            standing = Standing.UNKNOWN;
        }
    }

    /** @param nanos of a clock that only goes forward */
    List<Effect> apply(SparkplugTopic topic, Payload.Message message, long nanos) {
        List<Effect> effects = new ArrayList<>(3);
        switch (topic.type()) {
            case NBIRTH -> nodeBirth(topic, message, effects);
            case NDEATH -> nodeDeath(message, effects);
            case NCMD, DCMD -> {
                // from hosts to edge nodes
            }
            default -> follow(topic, message, nanos, effects);
        }
        return effects;
    }

    private void nodeBirth(SparkplugTopic topic, Payload.Message message, List<Effect> effects) {
        boolean news = standing == Standing.UNKNOWN || standing == Standing.DEAD;
        aliases.clear();
        datatypes.clear();
        devices.clear();
        standing = Standing.ALIVE;
        bdSeq = bdSeq(message);
        nextSeq = message.seq() == NONE ? NONE : message.seq() + 1 & 0xff;
        learn(topic, message);
        if (news) {
            effects.add(new Online());
        }
        values(topic, message, true, effects);
    }

    private void nodeDeath(Payload.Message message, List<Effect> effects) {
        long seq = bdSeq(message);
        boolean known = standing == Standing.ALIVE || standing == Standing.DOUBTFUL;
        if (known && bdSeq != NONE && seq != NONE && seq != bdSeq) {
            return; // the will of a connection before: the edge node has been born again since
        }
        boolean news = standing != Standing.DEAD;
        standing = Standing.DEAD;
        devices.clear();
        online.clear();
        aliases.clear();
        datatypes.clear();
        if (news) {
            effects.add(new Offline());
        }
    }

    private void follow(SparkplugTopic topic, Payload.Message message, long nanos, List<Effect> effects) {
        boolean inStep = inStep(message.seq());
        if (standing == Standing.ALIVE && !inStep) {
            standing = Standing.DOUBTFUL;
        }
        switch (topic.type()) {
            case DBIRTH -> {
                devices.add(topic.device());
                if (online.add(topic.device())) {
                    effects.add(new Online());
                }
                learn(topic, message);
                values(topic, message, true, effects);
            }
            case DDEATH -> {
                devices.remove(topic.device());
                online.remove(topic.device());
                effects.add(new Offline());
            }
            default -> {
                boolean born = topic.device().isEmpty() || devices.contains(topic.device());
                if (!born && standing == Standing.ALIVE) {
                    standing = Standing.DOUBTFUL;
                }
                values(topic, message, false, effects);
            }
        }
        if (standing != Standing.ALIVE) {
            ask(nanos, effects);
        }
    }

    /** Whether nothing is missing before the message; the next one is expected to follow on it in any case. */
    private boolean inStep(int seq) {
        if (seq == NONE) {
            return true; // against the specification, but nothing says that anything is missing
        }
        boolean inStep = nextSeq == NONE || seq == nextSeq;
        nextSeq = seq + 1 & 0xff;
        return inStep;
    }

    private void ask(long nanos, List<Effect> effects) {
        if (askedNanos == NEVER || nanos - askedNanos >= rebirthIntervalNanos) {
            askedNanos = nanos;
            effects.add(new AskRebirth());
        }
    }

    private void learn(SparkplugTopic topic, Payload.Message birth) {
        for (Metric metric : birth.metrics()) {
            if (metric.name().isEmpty()) {
                continue;
            }
            if (metric.alias() != Metric.NO_ALIAS && aliases.size() < MOST_ALIASES) {
                aliases.put(metric.alias(), new Named(metric.name(), metric.datatype()));
            }
            if (datatypes.size() < MOST_ALIASES) {
                datatypes.put(topic.device() + '/' + metric.name(), metric.datatype());
            }
        }
    }

    private void values(SparkplugTopic topic, Payload.Message message, boolean birth, List<Effect> effects) {
        List<Value> values = new ArrayList<>(message.metrics().size());
        Metric unclear = null;
        int unclearCount = 0;
        for (Metric metric : message.metrics()) {
            Named named = named(topic, metric);
            if (named == null || metric.raw() instanceof Long && named.datatype() == 0) {
                unclear = metric;
                unclearCount++;
                continue;
            }
            Object value = DataType.value(named.datatype(), metric.raw());
            if (value != null && !named.name().equals(Metric.BD_SEQ)) {
                long time = metric.timestamp() == Metric.NO_TIME ? message.timestamp() : metric.timestamp();
                values.add(new Value(named.name(), value, time));
            }
        }
        if (!values.isEmpty()) {
            effects.add(new Values(values, birth));
        }
        if (unclear != null) {
            effects.add(refused(unclear, unclearCount - 1));
        }
    }

    private static Refused refused(Metric metric, int more) {
        String shown = metric.name().isEmpty() ? Long.toUnsignedString(metric.alias()) : metric.name();
        return new Refused(
                RejectReason.UNKNOWN_METRIC,
                metric.name().isEmpty() ? "alias" : "datatype",
                more == 0 ? shown : shown + " and " + more + " more",
                "a metric whose name and data type the last birth told, with no message missing since");
    }

    /** The metric's name and type, null when only a birth that was missed could tell. */
    private Named named(SparkplugTopic topic, Metric metric) {
        if (!metric.name().isEmpty()) {
            int datatype = metric.datatype() != 0
                    ? metric.datatype()
                    : datatypes.getOrDefault(topic.device() + '/' + metric.name(), 0);
            return new Named(metric.name(), datatype);
        }
        Named known = standing == Standing.ALIVE ? aliases.get(metric.alias()) : null;
        return known == null || metric.datatype() == 0 ? known : new Named(known.name(), metric.datatype());
    }

    private static long bdSeq(Payload.Message message) {
        for (Metric metric : message.metrics()) {
            if (metric.name().equals(Metric.BD_SEQ) && metric.raw() instanceof Long seq) {
                return seq;
            }
        }
        return NONE;
    }
}

package io.caretaker.ingest.meter.tcp;

import io.caretaker.ingest.cjt188.Cjt188;
import io.caretaker.ingest.dlt645.Dlt645;
import io.caretaker.ingest.meter.Dialect;
import io.caretaker.ingest.meter.MeterBook;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The meters of the registry as it stands now, made once per topology. Safe for use by several threads; never blocks. */
final class MeterBooks implements Supplier<MeterBook> {
    static final List<Dialect> DIALECTS = List.of(new Cjt188(), new Dlt645());

    private static final Logger LOG = Logger.getLogger(MeterBooks.class);

    private record View(Topology topology, MeterBook book) {}

    private final TopologySource source;
    private volatile View view = new View(Topology.empty(), MeterBook.of(Topology.empty(), DIALECTS));

    MeterBooks(TopologySource source) {
        this.source = source;
    }

    @Override
    public MeterBook get() {
        Topology topology = source.current();
        View now = view;
        if (now.topology() != topology) {
            now = new View(topology, MeterBook.of(topology, DIALECTS));
            view = now;
            for (String address : now.book().unreadable()) {
                LOG.warnf("address not understood, its meter is not heard address=%s", address);
            }
        }
        return now.book();
    }
}

package io.caretaker.ingest.modbus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Which requests read a set of points. Pure; the same points give the same requests in whatever order they come. */
final class ReadPlan {
    private static final Comparator<RegisterPoint> BY_ADDRESS = Comparator.comparing(RegisterPoint::table)
            .thenComparingInt(RegisterPoint::address)
            .thenComparingInt(RegisterPoint::width)
            .thenComparing(RegisterPoint::notation);

    private ReadPlan() {}

    /**
     * The fewest requests of allowed size that read every point.
     *
     * @param maxGap registers or bits nobody wants that may be read along between two points, 0 or more: one request more
     *     costs about as much as ten registers
     */
    static List<ReadRequest> of(Collection<RegisterPoint> points, int maxGap) {
        TreeSet<RegisterPoint> sorted = new TreeSet<>(BY_ADDRESS);
        sorted.addAll(points);
        List<ReadRequest> requests = new ArrayList<>();
        List<RegisterPoint> run = new ArrayList<>();
        int end = 0;
        for (RegisterPoint point : sorted) {
            if (!run.isEmpty() && !fits(run.get(0), end, point, maxGap)) {
                requests.add(request(run, end));
                run.clear();
            }
            end = run.isEmpty() ? point.end() : Math.max(end, point.end());
            run.add(point);
        }
        if (!run.isEmpty()) {
            requests.add(request(run, end));
        }
        return requests;
    }

    private static boolean fits(RegisterPoint first, int end, RegisterPoint next, int maxGap) {
        return next.table() == first.table()
                && next.address() - end <= maxGap
                && next.end() - first.address() <= first.table().most();
    }

    private static ReadRequest request(List<RegisterPoint> run, int end) {
        int first = run.get(0).address();
        return new ReadRequest(run.get(0).table(), first, end - first, run);
    }

    /**
     * Smaller requests for the points of one that the unit refused: first without the gaps, which it may not have, then
     * each point alone. A request that cannot be made smaller is returned as it is.
     */
    static List<ReadRequest> smaller(ReadRequest refused) {
        List<ReadRequest> withoutGaps = of(refused.points(), 0);
        if (withoutGaps.size() > 1) {
            return withoutGaps;
        }
        List<ReadRequest> single = new ArrayList<>();
        for (RegisterPoint point : refused.points()) {
            single.add(new ReadRequest(point.table(), point.address(), point.width(), List.of(point)));
        }
        return single.size() > 1 ? single : List.of(refused);
    }
}

package io.caretaker.ingest.modbus;

import java.util.List;

/** One device that is polled, and what is known of it. Belongs to the thread of the polling. */
final class Unit {
    private final UnitPlan plan;
    private final UnitAddress where;
    private List<ReadRequest> requests;
    private UnitState state = UnitState.BEGIN;
    private long due;

    Unit(UnitPlan plan, long firstDue) {
        this.plan = plan;
        this.where = plan.where().orElseThrow();
        this.requests = plan.requests();
        this.due = firstDue;
    }

    UnitPlan plan() {
        return plan;
    }

    String id() {
        return plan.device().id();
    }

    UnitAddress where() {
        return where;
    }

    List<ReadRequest> requests() {
        return requests;
    }

    UnitState state() {
        return state;
    }

    long due() {
        return due;
    }

    /** What the poll taught: how the unit answers, and in which pieces. */
    void learnt(UnitState now, List<ReadRequest> nextRequests) {
        state = now;
        requests = nextRequests;
    }

    void due(long at) {
        due = at;
    }
}

package io.caretaker.alerting.dispatch;

/** Decides which crew does what when. Deterministic: the same problem gives the same plan. Safe for several threads. */
@FunctionalInterface
public interface Planner {
    Plan plan(PlanningProblem problem);
}

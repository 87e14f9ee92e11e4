package io.caretaker.service.wiring;

/**
 * Who starts after whom: lower first. The messaging layer connects the channels at 1000 (LIBRARY_BEFORE), so whatever sends
 * into a channel comes after that; devices are let in last.
 */
public final class StartOrder {
    public static final int JOURNAL = 1_900;
    public static final int STAGES = 2_000;
    public static final int PEOPLE = 2_100;
    public static final int DOORS = 2_200;

    /** On the way down, too, lower is first: the doors close before the stages stop. */
    public static final int DOORS_CLOSE = 50;

    public static final int STAGES_STOP = 100;

    private StartOrder() {}
}

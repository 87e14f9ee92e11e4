package io.caretaker.sim.device;

/** A network between device and service: takes a payload at a time and delivers it never, once or twice, then or later. */
interface Delivery {
    /** Receives each copy with the second of its delivery. */
    @FunctionalInterface
    interface Receiver {
        void deliver(long second, byte[] payload);
    }

    void send(long second, byte[] payload, Receiver receiver);

    Delivery PERFECT = (second, payload, receiver) -> receiver.deliver(second, payload);
}

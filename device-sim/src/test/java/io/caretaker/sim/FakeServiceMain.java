package io.caretaker.sim;

/** The fake service as a process of its own, to measure the simulator alone. */
final class FakeServiceMain {
    private FakeServiceMain() {}

    public static void main(String[] args) throws Exception {
        FakeService service = new FakeService();
        System.out.println(service.api() + " localhost:" + service.mqttPort());
        Thread.currentThread().join();
    }
}

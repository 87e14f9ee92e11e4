package io.caretaker.ingest.mqtt;

/**
 * What devices on the endpoint do about commands. Called on event loops: implementations must not block or throw. Safe for
 * use by several threads.
 */
public interface CommandTraffic {
    /** Nobody sends commands. */
    CommandTraffic NONE = new CommandTraffic() {
        @Override
        public void ready(String device) {}

        @Override
        public void lost(String device) {}

        @Override
        public void answered(String device, CommandResult result) {}
    };

    /** The device listens for commands from now on. */
    void ready(String device);

    /** The device's connection ended; what it did not acknowledge is to be sent again. */
    void lost(String device);

    /** The device says what became of a command. */
    void answered(String device, CommandResult result);
}

package io.caretaker.ingest.mqtt;

/**
 * What devices behind an MQTT broker do about commands. Called on event loops: implementations must not block or throw. Safe
 * for use by several threads.
 */
public interface BrokerTraffic {
    /** Nobody sends commands. */
    BrokerTraffic NONE = new BrokerTraffic() {
        @Override
        public void heard(String device, String broker) {}

        @Override
        public void back(String device) {}

        @Override
        public void answered(String device, CommandResult result) {}
    };

    /** The device was heard on the broker of this name: there it can be told something. */
    void heard(String device, String broker);

    /** The device says that it is online: what went out before and it did not answer may have met nobody. */
    void back(String device);

    /** The device says what became of a command. */
    void answered(String device, CommandResult result);
}

package io.caretaker.ingest.modbus;

import java.util.concurrent.CompletionStage;

/** The connection to one host and port. Whoever uses it asks one question at a time: gateways to serial lines need that. */
public interface ModbusLink extends AutoCloseable {

    /**
     * Connects if need be and asks. Never blocks; the stage never fails and always completes, on any thread.
     *
     * @param unit 0 to 255
     */
    CompletionStage<Answer> read(int unit, ReadRequest request);

    @Override
    void close();

    /** Makes the connections. */
    interface Factory extends AutoCloseable {
        ModbusLink open(String host, int port);

        @Override
        void close();
    }
}

package io.caretaker.service.ingest;

import io.caretaker.ingest.lorawan.RadioListener;
import io.caretaker.ingest.twin.Twins;
import jakarta.inject.Singleton;
import java.util.OptionalDouble;

/** Keeps in the twins how LoRaWAN devices are heard. */
@Singleton
class TwinRadio implements RadioListener {
    private final Twins twins;

    TwinRadio(Twins twins) {
        this.twins = twins;
    }

    @Override
    public void uplink(String device, double rssiDbm, double snrDb, int spreadingFactor, long timeMicros) {
        // Which of the gateways it was is not told.
        twins.radio(device, known(rssiDbm), known(snrDb), "");
    }

    @Override
    public void battery(String device, double percent) {
        twins.battery(device, percent);
    }

    private static OptionalDouble known(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}

package io.caretaker.service.contract;

import io.caretaker.service.road.FreshStores;
import java.util.HashMap;
import java.util.Map;

/** As production takes readings: a wrong clock is refused, not stored. One running service for all classes here. */
public class ContractStores extends FreshStores {
    static final String LORAWAN_TOKEN = "test-network-server-token-0123456789";

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(super.start());
        settings.put("caretaker.ingest.max-age", "30d");
        settings.put("caretaker.ingest.future-tolerance", "2m");
        settings.put("caretaker.lorawan.token", LORAWAN_TOKEN);
        return settings;
    }
}

package io.caretaker.service.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.server.ProcessImage;
import com.digitalpetri.modbus.server.ReadOnlyModbusServices;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import io.caretaker.ingest.coap.CoapDeviceEndpoint;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;
import org.junit.jupiter.api.Test;

/** A reading that came by DTLS, and one that was polled, are there to be read by the API. */
@QuarkusTest
@QuarkusTestResource(value = FreshStores.class, restrictToAnnotatedClass = true)
@TestProfile(CoapAndModbusTest.BothOn.class)
class CoapAndModbusTest {
    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

    /** Both switched on, on any free port. */
    public static class BothOn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "caretaker.coap.enabled", "true",
                    "caretaker.coap.dtls-port", "0",
                    "caretaker.modbus.enabled", "true");
        }
    }

    @Inject
    CoapDeviceEndpoint coap;

    @Test
    void aReadingByDtlsAndAPolledOneAreInTheApi() throws Exception {
        Api.clock(NOW);
        int port = freePort();
        Api.post("registry", REGISTRY.formatted(port));
        String key = Api.post("devices/river-tank/coap-key", "{}").getString("key");

        CoapResponse response = post("river-tank", key);

        assertThat(response.isSuccess()).as(response.getResponseText()).isTrue();
        latest("river-t1", "tank_level", 2.25f);

        ModbusTcpServer plc = plc(port);
        try {
            latest("river-v1", "valve_open", 1f);
        } finally {
            plc.stop();
        }
    }

    private static void latest(String asset, String metric, float value) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Api.get("readings?asset=" + asset + "&metric=" + metric + "&from="
                                        + NOW.minusSeconds(60) + "&to=" + NOW.plusSeconds(60))
                                .getString(""))
                        .contains(String.valueOf(value)));
    }

    private CoapResponse post(String identity, String key) throws Exception {
        Configuration configuration = new Configuration(
                        SystemConfig.DEFINITIONS, CoapConfig.DEFINITIONS, UdpConfig.DEFINITIONS, DtlsConfig.DEFINITIONS)
                .set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1);
        CoapEndpoint endpoint = CoapEndpoint.builder()
                .setConfiguration(configuration)
                .setConnector(new DTLSConnector(DtlsConnectorConfig.builder(configuration)
                        .setAdvancedPskStore(
                                new AdvancedSinglePskStore(identity, key.getBytes(StandardCharsets.US_ASCII)))
                        .build()))
                .build();
        CoapClient client = new CoapClient("coaps://127.0.0.1:" + coap.dtlsPort() + "/telemetry").setTimeout(20_000L);
        client.setEndpoint(endpoint);
        try {
            return client.post("{\"metric\":\"tank_level\",\"value\":2.25}", MediaTypeRegistry.APPLICATION_JSON);
        } finally {
            endpoint.destroy();
            client.shutdown();
        }
    }

    private static ModbusTcpServer plc(int port) throws Exception {
        ProcessImage image = new ProcessImage();
        image.with(tx -> tx.writeHoldingRegisters(registers -> registers.put(40, new byte[] {0, 0b100})));
        ModbusTcpServer server = ModbusTcpServer.create(
                NettyTcpServerTransport.create(
                        config -> config.setBindAddress("127.0.0.1").setPort(port)),
                new ReadOnlyModbusServices() {
                    @Override
                    protected Optional<ProcessImage> getProcessImage(int unitId) {
                        return unitId == 7 ? Optional.of(image) : Optional.empty();
                    }
                });
        server.start();
        return server;
    }

    private static int freePort() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static final String REGISTRY = """
            {"estates":[{"id":"river","name":{"en":"River Court","zh":"河苑"},"latitude":31.2,"longitude":121.5,
                         "zone":"Asia/Shanghai","households":800}],
             "profiles":[{"id":"river-tank-level","name":{"en":"Tank level","zh":"水箱液位"},
                          "metrics":[{"name":"tank_level","unit":"m","min":0,"max":10}]},
                         {"id":"river-plc","name":{"en":"Valve at a PLC","zh":"PLC阀门"},
                          "metrics":[{"name":"valve_open","unit":"1","min":0,"max":1}],
                          "mapping":[{"source":"holding:40:bit:2","metric":"valve_open"}]}],
             "assets":[{"id":"river-t1","estate":"river","type":"ROOF_TANK","name":{"en":"Tank","zh":"水箱"}},
                       {"id":"river-v1","estate":"river","type":"FIRE_VALVE","name":{"en":"Valve","zh":"阀"}}],
             "devices":[{"id":"river-tank","estate":"river","asset":"river-t1","profile":"river-tank-level","interval":"PT1M"},
                        {"id":"river-valve","estate":"river","asset":"river-v1","profile":"river-plc","interval":"PT1M",
                         "addresses":["modbus:127.0.0.1:%d/7"]}]}
            """;
}

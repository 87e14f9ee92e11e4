package io.caretaker.ingest.lorawan;

import java.util.Base64;

/** Messages in the shapes that ChirpStack 4 and The Things Stack 3 send, with the fields they send around ours. */
public final class NetworkMessages {
    public static final String EUI = "24e124136b320000";
    public static final String TIME = "2026-11-24T03:11:58.775023242+00:00";

    private NetworkMessages() {}

    public static String chirpstackUp(String deduplicationId, long fCnt, byte[] payload, String object) {
        return """
                {"deduplicationId":"%s","time":"%s",
                 "deviceInfo":{"tenantId":"52f14cd4-c6f1-4fbd-8f87-4025e1d49242","tenantName":"Estate","applicationId":
                   "17c82e96-be03-4f38-aef3-f83d48582d97","applicationName":"Water","deviceProfileId":
                   "14855bf7-d10d-4aee-b618-ebfcb64dc7ad","deviceProfileName":"EM300","deviceName":"Pump room",
                   "devEui":"%s","deviceClassEnabled":"CLASS_A","tags":{"floor":"B1"}},
                 "devAddr":"00189440","adr":true,"dr":1,"fCnt":%d,"fPort":2,"confirmed":false,"data":"%s",%s
                 "rxInfo":[{"gatewayId":"0016c001f153a14c","uplinkId":4217106255,"gwTime":"2026-11-24T03:11:58+00:00",
                   "nsTime":"2026-11-24T03:11:58.6+00:00","rssi":-97,"snr":4.5,"channel":3,"location":{},
                   "context":"E3OWOQ==","crcStatus":"CRC_OK"},
                   {"gatewayId":"0016c001f153a14d","uplinkId":1,"rssi":-36,"snr":10.5}],
                 "txInfo":{"frequency":867100000,"modulation":{"lora":{"bandwidth":125000,"spreadingFactor":11,
                   "codeRate":"CR_4_5"}}},"regionConfigId":"eu868"}
                """.formatted(
                        deduplicationId,
                        TIME,
                        EUI,
                        fCnt,
                        Base64.getEncoder().encodeToString(payload),
                        object.isEmpty() ? "" : "\"object\":" + object + ",");
    }

    public static String chirpstackStatus(String more) {
        return """
                {"deduplicationId":"6c045257-3bbe-4c39-84f9-67dfd9cf8ceb","time":"%s","deviceInfo":{"devEui":"%s",
                 "deviceName":"Pump room"},"margin":7,"externalPowerSource":false,%s"batteryLevelUnavailable":false}
                """.formatted(TIME, EUI, more);
    }

    public static String chirpstackJoin() {
        return """
                {"deduplicationId":"b9d8b4f5-5e0b-4ea9-8b1a-4eab2b9f2a0f","time":"%s","deviceInfo":{"devEui":"%s"},
                 "devAddr":"0189f3b1"}
                """.formatted(TIME, EUI);
    }

    public static String ttnUp(long fCnt, byte[] payload, String decoded) {
        return """
                {"end_device_ids":{"device_id":"pump-room","application_ids":{"application_id":"water"},
                   "dev_eui":"%s","join_eui":"24E124C0002A0001","dev_addr":"260B4F2A"},
                 "correlation_ids":["gs:uplink:01HG5"],"received_at":"2026-11-24T03:11:59.112Z",
                 "uplink_message":{"session_key_id":"AYwBz4==","f_port":2,%s"frm_payload":"%s",%s
                   "rx_metadata":[{"gateway_ids":{"gateway_id":"roof","eui":"0016C001F153A14C"},"time":
                     "2026-11-24T03:11:58.7Z","timestamp":463457,"rssi":-41,"channel_rssi":-41,"snr":9.8,
                     "uplink_token":"CiI="}],
                   "settings":{"data_rate":{"lora":{"bandwidth":125000,"spreading_factor":7,"coding_rate":"4/5"}},
                     "frequency":"868100000","timestamp":463457},
                   "received_at":"2026-11-24T03:11:58.900Z","confirmed":true,"consumed_airtime":"0.061696s",
                   "last_battery_percentage":{"f_cnt":7,"value":91.5,"received_at":"2026-11-24T00:00:00Z"},
                   "network_ids":{"net_id":"000013","tenant_id":"estate"}}}
                """.formatted(
                        EUI.toUpperCase(java.util.Locale.ROOT),
                        fCnt == 0 ? "" : "\"f_cnt\":" + fCnt + ",",
                        Base64.getEncoder().encodeToString(payload),
                        decoded.isEmpty() ? "" : "\"decoded_payload\":" + decoded + ",");
    }

    public static String ttnJoin() {
        return """
                {"end_device_ids":{"device_id":"pump-room","dev_eui":"%s","dev_addr":"260B4F2B"},
                 "received_at":"2026-11-24T03:11:59Z","join_accept":{"session_key_id":"AYwC==","received_at":
                 "2026-11-24T03:11:58Z"}}
                """.formatted(EUI);
    }
}

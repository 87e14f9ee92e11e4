package io.caretaker.bench.mqtt;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;

/** The ceiling: a Vert.x MQTT server that acknowledges and does nothing else, two event loops, in a process of its own. */
public final class BareServer {
    private BareServer() {}

    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx();
        MqttServerOptions options = new MqttServerOptions().setHost("127.0.0.1").setPort(Integer.parseInt(args[0]));
        for (int i = 0; i < 2; i++) {
            MqttServer.create(vertx, options)
                    .endpointHandler(endpoint -> {
                        endpoint.publishHandler(message -> {
                            if (message.qosLevel() == MqttQoS.AT_LEAST_ONCE) {
                                endpoint.publishAcknowledge(message.messageId());
                            }
                        });
                        endpoint.accept(false);
                    })
                    .listen();
        }
    }
}

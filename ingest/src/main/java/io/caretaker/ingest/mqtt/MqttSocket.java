package io.caretaker.ingest.mqtt;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Handler;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.NetSocketInternal;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * One TCP connection that speaks MQTT packets: codec in front of the Vert.x socket, silence detection, and the two things
 * that Vert.x' own MQTT server lacks: to stop reading, and to write many packets with one flush. Belongs to its event
 * loop; only {@link #execute} may be called from other threads.
 */
final class MqttSocket {
    /** Client ids are not used for anything but messages to people. */
    private static final int MAX_CLIENT_ID = 256;

    private final NetSocketInternal socket;
    private final ChannelHandlerContext context;
    private boolean paused;
    private boolean held;
    private boolean closed;

    MqttSocket(NetSocketInternal socket) {
        this.socket = socket;
        this.context = socket.channelHandlerContext();
    }

    void open(
            int maxMessageBytes,
            Duration connectTimeout,
            Handler<Object> packets,
            Runnable onSilence,
            Handler<Void> onClosed) {
        ChannelPipeline pipeline = context.pipeline();
        pipeline.addBefore("handler", "mqttEncoder", MqttEncoder.INSTANCE);
        pipeline.addBefore("handler", "mqttDecoder", new MqttDecoder(maxMessageBytes, MAX_CLIENT_ID));
        pipeline.addBefore(
                "handler", "silence", new IdleStateHandler(connectTimeout.toMillis(), 0, 0, TimeUnit.MILLISECONDS));
        pipeline.addBefore("handler", "onSilence", new ChannelInboundHandlerAdapter() {
            @Override
            public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                if (event instanceof IdleStateEvent) {
                    if (!paused && !held) { // a client that we do not listen to is not silent
                        onSilence.run();
                    }
                } else {
                    ctx.fireUserEventTriggered(event);
                }
            }
        });
        socket.messageHandler(packets);
        socket.closeHandler(onClosed);
        socket.exceptionHandler(failure -> close());
        socket.drainHandler(drained -> resumeReading());
    }

    /** Replaces the silence that is allowed; 0 allows any (MQTT § 3.1.2.10). */
    void allowSilence(long millis) {
        if (millis == 0) {
            context.pipeline().remove("silence");
        } else {
            context.pipeline().replace("silence", "silence", new IdleStateHandler(millis, 0, 0, TimeUnit.MILLISECONDS));
        }
    }

    void write(Object packet) {
        if (!closed) {
            context.write(packet);
        }
    }

    void flush() {
        context.flush();
    }

    void writeAndFlush(Object packet) {
        write(packet);
        flush();
    }

    /** True when the client does not take what is written to it. */
    boolean congested() {
        return !context.channel().isWritable();
    }

    void close() {
        if (!closed) {
            closed = true;
            paused = false;
            held = false;
            readOrNot(); // a socket that is not read does not notice its end
            socket.close();
        }
    }

    boolean closed() {
        return closed;
    }

    boolean pauseReading() {
        if (paused || closed) {
            return false;
        }
        paused = true;
        readOrNot();
        return true;
    }

    void resumeReading() {
        if (paused) {
            paused = false;
            readOrNot();
        }
    }

    /** Does not read for the time, whatever {@link #resumeReading} says meanwhile. False when it is so already. */
    boolean holdReading(long nanos) {
        if (held || closed) {
            return false;
        }
        held = true;
        readOrNot();
        context.channel().eventLoop().schedule(this::release, nanos, TimeUnit.NANOSECONDS);
        return true;
    }

    private void release() {
        held = false;
        readOrNot();
    }

    private void readOrNot() {
        context.channel().config().setAutoRead(!paused && !held);
    }

    boolean paused() {
        return paused;
    }

    void execute(Runnable task) {
        context.channel().eventLoop().execute(task);
    }

    ByteBufAllocator allocator() {
        return context.alloc();
    }

    /** The client's certificate, whose chain the handshake has verified; empty without TLS or without a certificate. */
    Optional<X509Certificate> certificate() {
        SSLSession session = socket.isSsl() ? socket.sslSession() : null;
        if (session == null) {
            return Optional.empty();
        }
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? Optional.of(certificate)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty(); // it did not show one
        }
    }

    /** Address of the client without its port. */
    String remoteHost() {
        SocketAddress address = socket.remoteAddress();
        return address == null || address.hostAddress() == null ? "unknown" : address.hostAddress();
    }
}

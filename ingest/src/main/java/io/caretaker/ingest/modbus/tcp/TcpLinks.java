package io.caretaker.ingest.modbus.tcp;

import com.digitalpetri.modbus.TimeoutScheduler;
import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.tcp.client.NettyTcpClientTransport;
import io.caretaker.ingest.modbus.ModbusLink;
import io.caretaker.ingest.modbus.ModbusSettings;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Connections to Modbus TCP servers on threads of their own, few whatever the number of connections. */
public final class TcpLinks implements ModbusLink.Factory {
    /** Looking up a host's name blocks: more than one, so that one slow name holds up nobody. */
    private static final int THREADS = 4;

    /** What looking up the host's name may take beside. */
    private static final Duration LOOK_UP = Duration.ofSeconds(5);

    private final ModbusSettings settings;
    private final EventLoopGroup eventLoop = new NioEventLoopGroup(1, new DefaultThreadFactory("modbus-io", true));
    private final ExecutorService executor =
            Executors.newFixedThreadPool(THREADS, new DefaultThreadFactory("modbus", true));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("modbus-timer", true));

    public TcpLinks(ModbusSettings settings) {
        this.settings = settings;
    }

    @Override
    public ModbusLink open(String host, int port) {
        // Connecting again is the poll's business, which knows when it is worth it.
        NettyTcpClientTransport transport = NettyTcpClientTransport.create(config -> config.setHostname(host)
                .setPort(port)
                .setConnectTimeout(settings.connectTimeout())
                .setConnectPersistent(false)
                .setReconnectLazy(true)
                .setEventLoopGroup(eventLoop)
                .setExecutor(executor));
        ModbusTcpClient client = ModbusTcpClient.create(
                transport,
                config -> config.setRequestTimeout(settings.requestTimeout())
                        .setTimeoutScheduler(TimeoutScheduler.create(executor, timer)));
        return new TcpLink(
                client,
                host + ':' + port,
                settings.requestTimeout(),
                settings.connectTimeout().plus(LOOK_UP));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        eventLoop.shutdownGracefully(0, 2, TimeUnit.SECONDS);
        executor.shutdown();
    }
}

package io.caretaker.bench.mqtt;

import io.caretaker.bench.result.LatencyHistogram;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Devices that publish to one server on this machine, on one event loop. */
final class MqttLoad implements AutoCloseable {
    private static final long DRAIN_SECONDS = 30;
    private static final int CONNECT_TOGETHER = 100;

    private final NioEventLoopGroup group = new NioEventLoopGroup(1);
    private final EventLoop loop = group.next();
    private final LatencyHistogram latencies = new LatencyHistogram();
    private final List<DeviceSocket> sockets = new ArrayList<>();

    /** @param window messages in flight for each device; 0 for a load at a fixed rate */
    MqttLoad(int port, List<Device> devices, int window)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (int i = 0; i < devices.size(); i++) {
            Device device = devices.get(i);
            PublishFrame frame = device.channels() == 0
                    ? PublishFrame.ofInlet(device.estate(), device.id(), i)
                    : PublishFrame.ofChannels(device.estate(), device.id(), i, device.channels());
            sockets.add(new DeviceSocket(device, frame, window, latencies));
        }
        for (int from = 0; from < sockets.size(); from += CONNECT_TOGETHER) {
            List<DeviceSocket> some = sockets.subList(from, Math.min(sockets.size(), from + CONNECT_TOGETHER));
            some.forEach(socket -> connect(socket, port));
            for (DeviceSocket socket : some) {
                socket.connected().get(30, TimeUnit.SECONDS);
            }
        }
    }

    private void connect(DeviceSocket socket, int port) {
        new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(socket);
                    }
                })
                .connect("127.0.0.1", port);
    }

    /** As many messages as the windows allow. @return acknowledged messages a second; afterwards all are acknowledged */
    double runClosed(double seconds) throws InterruptedException, ExecutionException {
        long from = System.nanoTime();
        long before = onLoop(() -> {
            latencies.clear();
            sockets.forEach(s -> s.sending(true));
            return acknowledgedNow();
        });
        Thread.sleep((long) (seconds * 1_000));
        long after = onLoop(() -> {
            long counted = acknowledgedNow();
            sockets.forEach(s -> s.sending(false));
            return counted;
        });
        double rate = (after - before) * 1e9 / (System.nanoTime() - from);
        drain();
        return rate;
    }

    /**
     * Messages at a fixed rate whatever the answers, each millisecond its share, in turn over the connections. Times count
     * from the millisecond in which a message was due.
     */
    LatencyHistogram runPaced(int perSecond, double seconds) throws InterruptedException, ExecutionException {
        onLoop(() -> {
            latencies.clear();
            return 0L;
        });
        Pacer pacer = new Pacer(sockets, perSecond, System.nanoTime());
        ScheduledFuture<?> pace = loop.scheduleAtFixedRate(pacer, 0, 1, TimeUnit.MILLISECONDS);
        Thread.sleep((long) (seconds * 1_000));
        pace.cancel(false);
        drain();
        return latencies;
    }

    private void drain() throws InterruptedException, ExecutionException {
        long until = System.nanoTime() + DRAIN_SECONDS * 1_000_000_000;
        while (sent() != acknowledged() && System.nanoTime() < until) {
            Thread.sleep(5);
        }
    }

    /** Times to the acknowledgement, of the last run. */
    LatencyHistogram latencies() {
        return latencies;
    }

    /** Acknowledged messages of one device. */
    long acknowledgedOf(int device) throws InterruptedException, ExecutionException {
        return onLoop(() -> sockets.get(device).acknowledged());
    }

    long sent() throws InterruptedException, ExecutionException {
        return onLoop(() -> sockets.stream().mapToLong(DeviceSocket::sent).sum());
    }

    long acknowledged() throws InterruptedException, ExecutionException {
        return onLoop(this::acknowledgedNow);
    }

    int payloadBytes() {
        return sockets.get(0).frame().payloadBytes();
    }

    /** Newest event time of all. */
    Instant lastTime() throws InterruptedException, ExecutionException {
        return onLoop(() -> sockets.stream()
                .map(s -> s.frame().lastTime())
                .max(Instant::compareTo)
                .orElseThrow());
    }

    private long acknowledgedNow() {
        return sockets.stream().mapToLong(DeviceSocket::acknowledged).sum();
    }

    private <T> T onLoop(Callable<T> call) throws InterruptedException, ExecutionException {
        return loop.submit(call).get();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5_000);
    }
}

package io.caretaker.bench.http;

import io.caretaker.bench.result.LatencyHistogram;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Agents that write to one server on this machine, each on its connection, all on one event loop. */
final class HttpLoad implements AutoCloseable {
    private static final long DRAIN_SECONDS = 30;
    private static final int LARGEST_ANSWER = 1 << 20;

    private final NioEventLoopGroup group = new NioEventLoopGroup(1);
    private final EventLoop loop = group.next();
    private final LatencyHistogram latencies = new LatencyHistogram();
    private final List<AgentSocket> sockets = new ArrayList<>();

    /**
     * @param agents one for each connection
     * @param path with parameters
     * @param headers each with its line end
     */
    HttpLoad(int port, List<Batches> agents, BiConsumer<Batches, Digits> encode, String path, String headers)
            throws InterruptedException {
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n" + headers + "Content-Length: ";
        for (Batches agent : agents) {
            AgentSocket socket = new AgentSocket(agent, encode, head, latencies);
            sockets.add(socket);
            new Bootstrap()
                    .group(group)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            channel.pipeline()
                                    .addLast(
                                            new HttpResponseDecoder(),
                                            new HttpObjectAggregator(LARGEST_ANSWER),
                                            socket);
                        }
                    })
                    .connect("127.0.0.1", port)
                    .sync();
        }
    }

    /** As fast as the answers come. @return acknowledged points a second; afterwards all are acknowledged */
    double run(double seconds) throws InterruptedException, ExecutionException {
        long from = System.nanoTime();
        long before = onLoop(() -> {
            latencies.clear();
            sockets.forEach(s -> s.sending(true));
            return acknowledgedNow();
        });
        Thread.sleep((long) (seconds * 1_000));
        long after = onLoop(() -> {
            sockets.forEach(s -> s.sending(false));
            return acknowledgedNow();
        });
        double rate = (after - before) * 1e9 / (System.nanoTime() - from);
        long until = System.nanoTime() + DRAIN_SECONDS * 1_000_000_000;
        while (!onLoop(() -> sockets.stream().allMatch(AgentSocket::idle)) && System.nanoTime() < until) {
            Thread.sleep(5);
        }
        String failure = onLoop(() -> sockets.stream()
                .map(AgentSocket::failure)
                .filter(f -> !f.isEmpty())
                .findFirst()
                .orElse(""));
        if (!failure.isEmpty()) {
            throw new IllegalStateException("a batch was not taken: " + failure);
        }
        return rate;
    }

    /** Of the last run. */
    LatencyHistogram latencies() {
        return latencies;
    }

    long acknowledged() throws InterruptedException, ExecutionException {
        return onLoop(this::acknowledgedNow);
    }

    private long acknowledgedNow() {
        return sockets.stream().mapToLong(AgentSocket::acknowledged).sum();
    }

    private <T> T onLoop(Callable<T> call) throws InterruptedException, ExecutionException {
        return loop.submit(call).get();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5_000);
    }
}

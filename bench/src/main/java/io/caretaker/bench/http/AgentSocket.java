package io.caretaker.bench.http;

import io.caretaker.bench.result.LatencyHistogram;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/**
 * One connection: sends a batch, waits for its answer, sends the next, as agents do. Requests are written as bytes, the same
 * for every server. Belongs to the event loop.
 */
final class AgentSocket extends ChannelInboundHandlerAdapter {
    private final Batches batches;
    private final BiConsumer<Batches, Digits> encode;
    private final byte[] head;
    private final LatencyHistogram latencies;
    private final Digits body = new Digits();
    private final Digits request = new Digits();
    private ChannelHandlerContext context;
    private boolean sending;
    private boolean waiting;
    private long sentAt;
    private long acknowledged;
    private String failure = "";

    /** @param head of every request, up to and with {@code Content-Length: } */
    AgentSocket(Batches batches, BiConsumer<Batches, Digits> encode, String head, LatencyHistogram latencies) {
        this.batches = batches;
        this.encode = encode;
        this.head = head.getBytes(StandardCharsets.US_ASCII);
        this.latencies = latencies;
    }

    /** Points that were answered as taken. */
    long acknowledged() {
        return acknowledged;
    }

    boolean idle() {
        return !waiting;
    }

    /** What went wrong, empty when nothing did. */
    String failure() {
        return failure;
    }

    void sending(boolean on) {
        sending = on;
        next();
    }

    private void next() {
        if (!sending || waiting || !failure.isEmpty()) {
            return;
        }
        encode.accept(batches, body.clear());
        request.clear().text(head).number(body.length()).text(Digits.ascii("\r\n\r\n"));
        ByteBuf out = context.alloc().buffer(request.length() + body.length());
        out.writeBytes(request.bytes(), 0, request.length()).writeBytes(body.bytes(), 0, body.length());
        waiting = true;
        sentAt = System.nanoTime();
        context.writeAndFlush(out, context.newPromise().addListener(written -> {
            if (!written.isSuccess()) {
                failure = String.valueOf(written.cause());
                waiting = false;
            }
        }));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        FullHttpResponse response = (FullHttpResponse) message;
        try {
            waiting = false;
            if (response.status().code() / 100 == 2) {
                latencies.record(System.nanoTime() - sentAt);
                acknowledged += batches.points();
            } else {
                failure = response.status() + " " + response.content().toString(StandardCharsets.UTF_8);
            }
        } finally {
            response.release();
        }
        next();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        failure = failure.isEmpty() ? "closed by the server" : failure;
        waiting = false;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        failure = cause.toString();
        waiting = false;
        ctx.close();
    }
}

package io.caretaker.bench.mqtt;

import io.caretaker.bench.result.LatencyHistogram;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.CompletableFuture;

/**
 * One connection: keeps a window of messages in flight and counts PUBACKs, or sends when told and times each. Expects what
 * an MQTT 3.1.1 server sends to a publisher: CONNACK, then PUBACKs in order, all of four bytes. Belongs to the event loop.
 */
final class DeviceSocket extends ChannelInboundHandlerAdapter {
    private static final int CONNACK = 0x20;
    private static final int PUBACK = 0x40;
    /** Messages at a fixed rate may pile up while the server stalls; with a window at most that many are in flight. */
    private static final int MOST_TIMED = 1 << 16;

    private final Device device;
    private final PublishFrame frame;
    private final int window;
    private final LatencyHistogram latencies;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final long[] due;
    private final byte[] answer = new byte[4];
    private ChannelHandlerContext context;
    private int answerBytes;
    private boolean open;
    private boolean sending;
    private int nextPacketId;
    private long sent;
    private long acknowledged;

    /** @param window messages in flight; 0 for one that sends when told */
    DeviceSocket(Device device, PublishFrame frame, int window, LatencyHistogram latencies) {
        this.device = device;
        this.frame = frame;
        this.window = window;
        this.latencies = latencies;
        this.due = new long[window == 0 ? MOST_TIMED : Integer.highestOneBit(window) * 2];
    }

    CompletableFuture<Void> connected() {
        return connected;
    }

    PublishFrame frame() {
        return frame;
    }

    long sent() {
        return sent;
    }

    long acknowledged() {
        return acknowledged;
    }

    void sending(boolean on) {
        sending = on;
        fill();
    }

    /** @param dueNanos when this message should leave, by the clock of {@link System#nanoTime} */
    void sendTimed(long dueNanos) {
        if (sent - acknowledged < due.length) {
            due[at(sent)] = dueNanos;
            write(1);
        } else {
            fail("more than " + due.length + " messages wait for their acknowledgement");
        }
    }

    void flush() {
        context.flush();
    }

    private void fill() {
        int room = window - (int) (sent - acknowledged);
        // In halves of the window: a write per acknowledgement would measure the client's system calls.
        if (sending && room > 0 && room >= window / 2) {
            // One time for what leaves together: the clock read for each message would slow the client down.
            long now = System.nanoTime();
            for (int i = 0; i < room; i++) {
                due[at(sent + i)] = now;
            }
            write(room);
            context.flush();
        }
    }

    private void write(int messages) {
        ByteBuf out = context.alloc().buffer(messages * 300);
        for (int i = 0; i < messages; i++) {
            nextPacketId = nextPacketId == 0xFFFF ? 1 : nextPacketId + 1;
            frame.write(out, nextPacketId);
        }
        sent += messages;
        context.write(out);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        ctx.writeAndFlush(ctx.alloc().buffer().writeBytes(ConnectFrame.of(device.id(), device.token())));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        long now = System.nanoTime();
        try {
            while (in.isReadable()) {
                answer[answerBytes++] = in.readByte();
                if (answerBytes == 4) {
                    answerBytes = 0;
                    answered(now);
                }
            }
        } finally {
            in.release();
        }
        fill();
    }

    private int at(long message) {
        return (int) (message & due.length - 1);
    }

    private void answered(long now) {
        if (!open && answer[0] == CONNACK && answer[3] == 0) {
            open = true;
            connected.complete(null);
        } else if (open && answer[0] == PUBACK && answer[1] == 2) {
            latencies.record(now - due[at(acknowledged)]);
            acknowledged++;
        } else {
            fail("unexpected answer type " + answer[0] + " code " + answer[3]);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        connected.completeExceptionally(new IllegalStateException("closed by the server: " + device.id()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(cause.toString());
    }

    private void fail(String what) {
        System.err.println(device.id() + ": " + what);
        connected.completeExceptionally(new IllegalStateException(what));
        context.close();
    }
}

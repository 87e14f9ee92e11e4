package io.caretaker.ingest.modbus;

import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.exceptions.UnknownUnitIdException;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.server.ModbusRequestContext;
import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.server.ProcessImage;
import com.digitalpetri.modbus.server.ReadOnlyModbusServices;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

/** A gateway with units behind it: a real Modbus TCP server whose registers, refusals and silences are the test's. */
final class Plant implements AutoCloseable {
    final Map<Integer, ProcessImage> units = new ConcurrentHashMap<>();
    /** What holding registers were asked for, as {@code unit:first+quantity}. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    private final int port;
    private ModbusTcpServer server;
    private volatile int hole = -1;
    private volatile boolean mute;

    Plant() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("finding a free port", e);
        }
        start();
    }

    void start() {
        server = ModbusTcpServer.create(
                NettyTcpServerTransport.create(
                        config -> config.setBindAddress("127.0.0.1").setPort(port)),
                new Services());
        try {
            server.start();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("starting the Modbus server on port " + port, e);
        }
    }

    void stop() {
        try {
            server.stop();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("stopping the Modbus server", e);
        }
    }

    String address(int unit) {
        return "modbus:127.0.0.1:" + port + '/' + unit;
    }

    Plant float32(int unit, int address, float value) {
        ByteBuffer bytes = ByteBuffer.allocate(4).putFloat(value).flip();
        units.computeIfAbsent(unit, u -> new ProcessImage())
                .with(tx -> tx.writeHoldingRegisters(registers -> {
                    registers.put(address, new byte[] {bytes.get(0), bytes.get(1)});
                    registers.put(address + 1, new byte[] {bytes.get(2), bytes.get(3)});
                }));
        return this;
    }

    Plant coil(int unit, int address, boolean value) {
        units.computeIfAbsent(unit, u -> new ProcessImage())
                .with(tx -> tx.writeCoils(coils -> coils.put(address, value)));
        return this;
    }

    /** There is no holding register of this address: whoever asks for it is refused. */
    void hole(int address) {
        hole = address;
    }

    /** Units do not answer any more. */
    void mute(boolean now) {
        mute = now;
    }

    @Override
    public void close() {
        stop();
    }

    private final class Services extends ReadOnlyModbusServices {
        @Override
        protected Optional<ProcessImage> getProcessImage(int unitId) {
            return Optional.ofNullable(units.get(unitId));
        }

        @Override
        public ReadHoldingRegistersResponse readHoldingRegisters(
                ModbusRequestContext context, int unitId, ReadHoldingRegistersRequest request)
                throws UnknownUnitIdException {
            asked.add(unitId + ":" + request.address() + '+' + request.quantity());
            if (mute) {
                throw new IllegalStateException("no answer");
            }
            if (hole >= request.address() && hole < request.address() + request.quantity()) {
                throw sneaky(new ModbusResponseException(3, 2));
            }
            return super.readHoldingRegisters(context, unitId, request);
        }

        /** The server answers this exception as the protocol does, but its method does not declare it. */
        @SuppressWarnings("unchecked")
        private static <T extends Throwable> RuntimeException sneaky(Throwable t) throws T {
            throw (T) t;
        }
    }
}

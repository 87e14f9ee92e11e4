package io.caretaker.ingest.modbus.tcp;

import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadCoilsResponse;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsResponse;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersResponse;
import io.caretaker.ingest.modbus.Answer;
import io.caretaker.ingest.modbus.ModbusLink;
import io.caretaker.ingest.modbus.ReadRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection, made when it is first needed and again after it was lost. Safe for use by several threads. */
final class TcpLink implements ModbusLink {
    /** A connection that is dead without a word shows only so; behind a gateway it may also be a unit that is off. */
    private static final int TIMEOUTS_TO_RECONNECT = 2;

    private final ModbusTcpClient client;
    private final String where;
    private final Duration timeout;
    private final Duration connectPatience;
    private final AtomicInteger timeouts = new AtomicInteger();

    /** @param connectPatience when a connection that neither comes nor fails counts as failed */
    TcpLink(ModbusTcpClient client, String where, Duration timeout, Duration connectPatience) {
        this.client = client;
        this.where = where;
        this.timeout = timeout;
        this.connectPatience = connectPatience;
    }

    @Override
    public CompletionStage<Answer> read(int unit, ReadRequest request) {
        return connected()
                .handle((done, failure) -> failure == null)
                .thenCompose(open -> open
                        ? client.sendAsync(unit, pdu(request)).handle(this::answer)
                        : CompletableFuture.completedStage(new Answer.Silence("no connection to " + where)));
    }

    /** From disconnected, always: the client would otherwise wait ever longer between tries of its own. */
    private CompletionStage<?> connected() {
        return client.isConnected()
                ? CompletableFuture.completedStage(null)
                : client.disconnectAsync()
                        .handle((done, failure) -> done)
                        .thenCompose(done -> client.connectAsync())
                        .toCompletableFuture()
                        .orTimeout(connectPatience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Answer answer(ModbusResponsePdu response, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            if (timeouts.incrementAndGet() >= TIMEOUTS_TO_RECONNECT) {
                timeouts.set(0);
                client.disconnectAsync();
            }
            return new Answer.Silence("no answer within " + timeout.toMillis() + " ms");
        }
        timeouts.set(0);
        if (cause instanceof ModbusResponseException exception) {
            return new Answer.Exception(exception.getExceptionCode());
        }
        return cause == null ? data(response) : new Answer.Silence("the connection to " + where + " was lost");
    }

    private static Answer data(ModbusResponsePdu response) {
        if (response instanceof ReadHoldingRegistersResponse holding) {
            return new Answer.Data(holding.registers());
        } else if (response instanceof ReadInputRegistersResponse input) {
            return new Answer.Data(input.registers());
        } else if (response instanceof ReadCoilsResponse coils) {
            return new Answer.Data(coils.coils());
        } else if (response instanceof ReadDiscreteInputsResponse discrete) {
            return new Answer.Data(discrete.inputs());
        }
        return new Answer.Silence("an answer to another question");
    }

    private static ModbusRequestPdu pdu(ReadRequest request) {
        int first = request.first();
        int quantity = request.quantity();
        return switch (request.table()) {
            case COIL -> new ReadCoilsRequest(first, quantity);
            case DISCRETE -> new ReadDiscreteInputsRequest(first, quantity);
            case HOLDING -> new ReadHoldingRegistersRequest(first, quantity);
            case INPUT -> new ReadInputRegistersRequest(first, quantity);
        };
    }

    @Override
    public void close() {
        client.disconnectAsync();
    }
}

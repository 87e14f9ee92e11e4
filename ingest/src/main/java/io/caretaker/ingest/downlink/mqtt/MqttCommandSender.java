package io.caretaker.ingest.downlink.mqtt;

import io.caretaker.ingest.downlink.CommandEvent;
import io.caretaker.ingest.downlink.DeviceCommand;
import io.caretaker.ingest.downlink.DeviceCommands;
import io.caretaker.ingest.downlink.DownlinkSender;
import io.caretaker.ingest.mqtt.CommandResult;
import io.caretaker.ingest.mqtt.CommandTraffic;
import io.caretaker.ingest.mqtt.MqttDeviceEndpoint;
import io.caretaker.model.estate.Device;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Brings commands to devices that are connected to the MQTT endpoint and listen: one after the other, the next when the
 * device has acknowledged the one before. All steps run on one thread, so that they cannot overtake each other; event loops
 * only hand over. Safe for use by several threads.
 */
public final class MqttCommandSender implements DownlinkSender, CommandTraffic {
    private static final Logger LOG = Logger.getLogger(MqttCommandSender.class);

    /** A connection answers at once unless its event loop is ending. */
    private static final long PATIENCE_S = 5;

    private final DeviceCommands commands;
    private final Executor serial;
    private volatile MqttDeviceEndpoint endpoint;

    /** @param serial runs one task after the other, in order; may block */
    public MqttCommandSender(DeviceCommands commands, Executor serial) {
        this.commands = commands;
        this.serial = serial;
    }

    /** The endpoint that carries the commands; it must have been given this as its traffic. */
    public void over(MqttDeviceEndpoint carrier) {
        endpoint = carrier;
        commands.through(this);
    }

    /** A device with an address on another wire is commanded there. */
    @Override
    public boolean serves(Device device) {
        return device.addresses().isEmpty();
    }

    @Override
    public void waiting(Device device) {
        later(() -> next(device.id()));
    }

    @Override
    public void ready(String device) {
        later(() -> next(device));
    }

    @Override
    public void lost(String device) {
        later(() -> {
            commands.lost(device);
            next(device); // a connection that took over may listen already
        });
    }

    @Override
    public void answered(String device, CommandResult result) {
        later(() -> {
            if (!commands.answer(device, result.id(), Answers.event(result))) {
                LOG.debugf("answer to an unknown command device=%s command=%s", device, result.id());
            }
            next(device);
        });
    }

    private void next(String device) {
        List<DeviceCommand> queued = commands.queued(device);
        if (queued.isEmpty() || !commands.sent(device).isEmpty()) {
            return;
        }
        DeviceCommand command = queued.get(0);
        // The acknowledgement is a later step, so it finds the command sent.
        if (out(device, command)) {
            commands.tell(command.id(), new CommandEvent.Sent(), "mqtt");
        }
    }

    private boolean out(String device, DeviceCommand command) {
        try {
            return endpoint.command(
                            device, CommandMessage.of(command), () -> later(() -> acknowledged(device, command)))
                    .toCompletableFuture()
                    .get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf(e, "command not handed to the connection device=%s command=%s", device, command.id());
            return false;
        }
    }

    private void acknowledged(String device, DeviceCommand command) {
        commands.tell(command.id(), new CommandEvent.Acknowledged(), "device:" + device);
        next(device);
    }

    private void later(Runnable step) {
        try {
            serial.execute(() -> run(step));
        } catch (RejectedExecutionException e) {
            LOG.warn("too many steps of commands wait; what is on its way stays so until the device comes again");
        }
    }

    private static void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.warn("a step of a command was not stored; it is tried again when the device comes next", e);
        }
    }
}

package io.caretaker.ingest.coap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;

/** A router between one device and the service that may give the device another port, as they do after some silence. */
final class Nat implements AutoCloseable {
    private final DatagramSocket inside;
    private final InetSocketAddress service;
    private volatile DatagramSocket outside;
    private volatile InetSocketAddress device;

    Nat(int servicePort) throws IOException {
        inside = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        service = new InetSocketAddress(InetAddress.getLoopbackAddress(), servicePort);
        rebind();
        carry("nat-out", inside, packet -> {
            device = (InetSocketAddress) packet.getSocketAddress();
            packet.setSocketAddress(service);
            outside.send(packet);
        });
    }

    int port() {
        return inside.getLocalPort();
    }

    void rebind() throws IOException {
        DatagramSocket old = outside;
        DatagramSocket fresh = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        carry("nat-in", fresh, packet -> {
            packet.setSocketAddress(device);
            inside.send(packet);
        });
        outside = fresh;
        if (old != null) {
            old.close();
        }
    }

    private interface Carrier {
        void carry(DatagramPacket packet) throws IOException;
    }

    private static void carry(String name, DatagramSocket from, Carrier carrier) {
        Thread thread = new Thread(
                () -> {
                    byte[] buffer = new byte[2_048];
                    while (!from.isClosed()) {
                        try {
                            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                            from.receive(packet);
                            carrier.carry(packet);
                        } catch (SocketException e) {
                            return; // closed
                        } catch (IOException e) {
                            throw new UncheckedIOException("carrying a datagram", e);
                        }
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        inside.close();
        outside.close();
    }
}

package io.caretaker.ingest.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** Who counts as one sender: an IPv4 address, or a /64 of IPv6, which is the least that one customer is given. Pure. */
public final class Addresses {
    private static final int PREFIX_BYTES = 8;

    private Addresses() {}

    /** @param host an address in figures; anything else counts as it is */
    public static String sender(String host) {
        if (host.indexOf(':') < 0) {
            return host;
        }
        try {
            byte[] address = InetAddress.getByName(host).getAddress(); // figures are not looked up
            return address.length == 4 ? host : HexFormat.of().formatHex(address, 0, PREFIX_BYTES) + "/64";
        } catch (UnknownHostException e) {
            return host;
        }
    }
}

package io.caretaker.ingest.lorawan.ttn;

import io.caretaker.ingest.lorawan.ReturnPath;
import io.caretaker.model.InvalidValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The way back that a webhook of The Things Stack v3 names in its headers, when its settings have a downlink API key. Who
 * knows the webhook's token could name any address, so only the hosts that an operator wrote down are taken. Pure.
 */
public final class TtnWebhook {
    public static final String PUSH = "X-Downlink-Push";
    public static final String REPLACE = "X-Downlink-Replace";
    public static final String KEY = "X-Downlink-Apikey";

    private static final Pattern HOST = Pattern.compile("[a-z0-9.-]+(?::[0-9]{1,5})?");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,500}");
    private static final String LOOPBACK = "127.0.0.1";
    private static final int LONGEST = 2_000;

    private final Set<String> hosts;

    /** @throws InvalidValue when one is no host, or host and port */
    public TtnWebhook(List<String> hosts) {
        this.hosts = hosts.stream().map(TtnWebhook::host).collect(Collectors.toUnmodifiableSet());
    }

    private static String host(String text) {
        String host = text.strip().toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches()) {
            throw new InvalidValue("caretaker.lorawan.downlink-hosts", text, "hosts as eu1.cloud.thethings.network");
        }
        return host;
    }

    /** The path that the headers name; none where they name none, one that is not allowed, or one without TLS. */
    public ReturnPath path(String push, String replace, String key) {
        Optional<URI> pushed = address(push);
        Optional<URI> replaced = address(replace);
        return pushed.isPresent()
                        && replaced.isPresent()
                        && key != null
                        && TOKEN.matcher(key).matches()
                ? new ReturnPath.Webhook(pushed.get(), replaced.get(), key)
                : new ReturnPath.None();
    }

    private Optional<URI> address(String text) {
        if (hosts.isEmpty() || text == null || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI address = new URI(text);
            boolean secret = "https".equalsIgnoreCase(address.getScheme())
                    || "http".equalsIgnoreCase(address.getScheme()) && LOOPBACK.equals(address.getHost());
            boolean plain = address.getRawUserInfo() == null && address.getHost() != null;
            return secret && plain && hosts.contains(address.getRawAuthority().toLowerCase(Locale.ROOT))
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}

package io.caretaker.dashboards.console.shell;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses of pages; ids of incidents and tasks may hold characters that an address must escape. */
public final class Links {
    private Links() {}

    public static String estate(String id) {
        return "/estates/" + escaped(id);
    }

    public static String asset(String id) {
        return "/assets/" + escaped(id);
    }

    public static String incident(String id) {
        return "/incidents/" + escaped(id);
    }

    public static String task(String id) {
        return "/tasks/" + escaped(id);
    }

    public static String rule(String id) {
        return "/rules/" + escaped(id);
    }

    public static String device(String id) {
        return "/registry/devices/" + escaped(id);
    }

    public static String escaped(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The address when it leads to a page of this service, else the overview: a form must not send people elsewhere. */
    public static String local(String address) {
        boolean local = address != null
                && address.startsWith("/")
                && !address.startsWith("//")
                && address.chars().noneMatch(c -> c == '\\' || c < ' ');
        return local ? address : "/";
    }
}

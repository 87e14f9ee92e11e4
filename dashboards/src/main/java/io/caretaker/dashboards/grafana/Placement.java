package io.caretaker.dashboards.grafana;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fills the page from left to right and from top to bottom. */
final class Placement {
    private static final int PAGE_WIDTH = 24;

    private int x;
    private int y;
    private int lineHeight;

    /** A heading across the page; what follows begins below it. */
    ObjectNode heading() {
        wrap();
        ObjectNode place = place(0, y, PAGE_WIDTH, 1);
        y += 1;
        return place;
    }

    ObjectNode next(int width, int height) {
        if (x + width > PAGE_WIDTH) {
            wrap();
        }
        ObjectNode place = place(x, y, width, height);
        x += width;
        lineHeight = Math.max(lineHeight, height);
        return place;
    }

    private void wrap() {
        x = 0;
        y += lineHeight;
        lineHeight = 0;
    }

    private static ObjectNode place(int x, int y, int width, int height) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("x", x)
                .put("y", y)
                .put("w", width)
                .put("h", height);
    }
}

package io.caretaker.ingest.lorawan.codec;

/** Codecs of our own, in the manners of vendors. */
public final class Scripts {
    /** Temperature in tenths, humidity in halves; keeps its position in a variable of the top level. */
    public static final String WEATHER = """
            'use strict';
            var position = 0;
            function next(bytes) { return bytes[position++]; }
            function decodeUplink(input) {
              var data = {}, warnings = [];
              if (input.fPort !== 2) { return { errors: ['port ' + input.fPort + ' is not known'] }; }
              while (position < input.bytes.length) {
                switch (next(input.bytes)) {
                  case 1: data.temperature = ((next(input.bytes) << 24 >> 16) | next(input.bytes)) / 10; break;
                  case 2: data.humidity = next(input.bytes) / 2; break;
                  case 3: data.door = next(input.bytes) ? 'open' : 'closed'; break;
                  default: warnings.push('rest not understood'); position = input.bytes.length;
                }
              }
              return { data: data, warnings: warnings };
            }
            function encodeDownlink(input) {
              if (typeof input.data.interval !== 'number') { return { errors: ['interval is missing'] }; }
              return { fPort: 5, bytes: [1, input.data.interval >> 8, input.data.interval & 255] };
            }
            """;

    private Scripts() {}

    /** A codec whose decoder does this first. */
    public static String doing(String statements) {
        return "function decodeUplink(input) { " + statements + "; return { data: { done: 1 } }; }";
    }

    /** A codec that returns this expression. */
    public static String returning(String expression) {
        return "function decodeUplink(input) { return " + expression + "; }";
    }
}

package io.caretaker.ingest.lorawan.codec;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;

/** The few lines of our own script that call a codec's functions, bound to one context. Not safe for several threads. */
final class Calls {
    /**
     * Runs before the codec and keeps what it needs of the built-ins, which the codec may change. {@code sweep} takes back
     * what a codec left in the global object, so that one payload does not see the traces of another.
     */
    private static final String DRIVER = """
            (function () {
              'use strict';
              const parse = JSON.parse, Time = Date;
              const keys = Reflect.ownKeys, remove = Reflect.deleteProperty, apply = Reflect.apply, none = [];
              const object = globalThis;
              remove(object, 'Java');
              const own = keys(object), known = Object.create(null);
              for (const key of own) { known[key] = true; }
              return {
                functions: function (make) { return apply(make, object, none); },
                decode: function (make, which, text, millis) {
                  const input = parse(text), f = apply(make, object, none)[which];
                  if (millis !== 0) { input.recvTime = new Time(millis); }
                  switch (which) {
                    case 0: return f(input);
                    case 1: return f(input.fPort, input.bytes, input.variables);
                    default: return f(input.bytes, input.fPort, input.variables);
                  }
                },
                encode: function (make, which, text) {
                  const input = parse(text), f = apply(make, object, none)[which];
                  switch (which) {
                    case 3: return f(input);
                    case 4: return f(input.fPort, input.data, input.variables);
                    default: return f(input.data, input.fPort, input.variables);
                  }
                },
                sweep: function () {
                  const now = keys(object);
                  if (now.length === own.length) { return true; }
                  let clean = true;
                  for (let i = 0; i < now.length; i++) {
                    if (known[now[i]] !== true) { clean = remove(object, now[i]) && clean; }
                  }
                  return clean;
                }
              };
            })()
            """;

    private static final org.graalvm.polyglot.Source SOURCE = Script.source("driver", DRIVER);

    private final Value make;
    private final Value functions;
    private final Value decode;
    private final Value encode;
    private final Value sweep;

    Calls(Context context, Script script) {
        Value driver = context.eval(SOURCE);
        functions = driver.getMember("functions");
        decode = driver.getMember("decode");
        encode = driver.getMember("encode");
        sweep = driver.getMember("sweep");
        context.parse(script.bare);
        make = context.eval(script.wrapped);
    }

    /** Runs the script's top level once. */
    Functions functions() {
        Value found = functions.execute(make);
        return new Functions(first(found, 0), first(found, Functions.ENCODERS));
    }

    private static int first(Value found, int from) {
        for (int i = from; i < from + Functions.ENCODERS; i++) {
            if (!found.getArrayElement(i).isNull()) {
                return i;
            }
        }
        return Functions.NONE;
    }

    /** @param millis of the time of reception since the epoch, 0 for none */
    Value decode(int function, String input, double millis) {
        return decode.execute(make, function, input, millis);
    }

    Value encode(int function, String input) {
        return encode.execute(make, function, input);
    }

    /** False when something of the codec could not be taken back. */
    boolean sweep() {
        return sweep.execute().asBoolean();
    }
}

package io.caretaker.ingest.lorawan.codec;

import java.util.Formatter;
import java.util.Locale;

/**
 * What runs before the first codec. A script that recurses without end overflows the stack wherever it happens to be; if
 * that is in the middle of a class's first use, Java never lets the process use that class again. So what the engine reaches
 * for at an error is used once before, and so is what codecs commonly call, which also makes the first payload quick.
 */
final class WarmUp {
    static final String SCRIPT = """
            function decodeUplink(input) {
              const seen = [];
              const attempts = [
                () => null.x, () => undefined(), () => missing, () => new Array(-1), () => 'x'.repeat(-1),
                () => (1).toFixed(200), () => BigInt(0.5), () => { throw new Error('e'); }, () => JSON.parse('{'),
                () => new RegExp('('), () => Symbol() + '', () => decodeURIComponent('%'), () => Object.freeze([]).push(1)
              ];
              for (const attempt of attempts) {
                try { attempt(); } catch (e) { seen.push(String(e), e.message, e.stack); }
              }
              const b = input.bytes, view = new DataView(new ArrayBuffer(8));
              for (let i = 0; i < b.length; i++) { view.setUint8(i, b[i]); }
              const data = { f: view.getFloat32(0), i: view.getInt16(0), h: b.map(x => ('0' + x.toString(16)).slice(-2)) };
              data.text = String.fromCharCode(65, 66) + data.h.join('').toUpperCase().split('').reverse().join('');
              data.number = parseFloat((b[0] / 3).toFixed(2)) + Math.round(b[1] * 1.5) + parseInt('1f', 16) + Number('2');
              data.time = new Date(1e12).toISOString() + new Date(1e12).toUTCString() + new Date(1e12);
              data.match = 'a1b22'.match(/[0-9]+/g).concat('x-y'.replace(/-/g, '_'), [3, 1, 2].sort((x, y) => x - y));
              data.keys = Object.keys(Object.assign({}, data)).filter(k => k.length).reduce((s, k) => s + k, '');
              class Field { constructor(v) { this.v = v; } get twice() { return 2 * this.v; } }
              const { twice, ...rest } = { twice: new Field(2).twice, z: [...new Set([1, 1])], m: new Map([[1, 2]]).size };
              switch (b[0]) { case 1: data.one = `${twice}`; break; default: data.rest = rest; }
              return { data, warnings: seen.slice(0, 1), json: JSON.parse(JSON.stringify(data)).one };
            }
            """;

    private WarmUp() {}

    /** Of Java's own. */
    static void classes() {
        try (Formatter formatter = new Formatter(Locale.ROOT)) {
            formatter.format("%s %d %.2f %x %c %b", "text", 1, 1.5, 255, 'c', true);
        }
    }
}

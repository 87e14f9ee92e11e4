package io.caretaker.ingest.lorawan.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.ingest.lorawan.codec.CodecEngine;
import io.caretaker.ingest.lorawan.codec.DecodedUplink;
import io.caretaker.ingest.lorawan.codec.JsCodec;
import io.caretaker.ingest.lorawan.codec.SandboxLimits;
import io.caretaker.ingest.lorawan.codec.Scripts;
import io.caretaker.ingest.lorawan.library.CodecDiff.Field;
import io.caretaker.ingest.lorawan.library.sql.SqlCodecs;
import io.caretaker.ingest.lorawan.library.sql.SqlUplinkSamples;
import io.caretaker.model.InvalidValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodecDiffTest {
    private static final CodecEngine ENGINE = new CodecEngine(SandboxLimits.defaults(), System::nanoTime);

    @TempDir
    Path directory;

    private Jdbi jdbi;

    @BeforeEach
    void migrate() {
        String url = "jdbc:sqlite:" + directory.resolve("work.db")
                + "?journal_mode=WAL&synchronous=FULL&foreign_keys=true&busy_timeout=5000&transaction_mode=IMMEDIATE";
        Flyway.configure().dataSource(url, null, null).load().migrate();
        jdbi = Jdbi.create(url);
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void aChangedCodecSaysWhatComesOutDifferently() {
        JsCodec before =
                ENGINE.load("x", Scripts.returning("{ data: { t: input.bytes[0], list: [{ v: 1 }], same: 2.0 } }"));
        JsCodec after = ENGINE.load(
                "x",
                Scripts.returning(
                        "{ data: { t: input.bytes[0] > 1 ? input.bytes[0] / 10 : input.bytes[0], list: [{ v: 1 }], same: 2 } }"));

        CodecDiff diff = CodecDiff.of(List.of(sample(1, 1), sample(2, 20)), before, after);

        assertThat(diff.samples()).isEqualTo(2);
        assertThat(diff.same()).isEqualTo(1);
        assertThat(diff.differences()).hasSize(1);
        assertThat(diff.differences().get(0).fields()).containsExactly(new Field("t", 20, 2));
    }

    @Test
    void fieldsThatComeAndGoAreNamedByTheirPath() {
        JsCodec before = ENGINE.load("x", Scripts.returning("{ data: { a: { b: [{ c: 1 }, { c: 2 }] } } }"));
        JsCodec after = ENGINE.load("x", Scripts.returning("{ data: { a: { b: [{ c: 1, d: 'x' }] } } }"));

        assertThat(CodecDiff.of(List.of(sample(1, 1)), before, after)
                        .differences()
                        .get(0)
                        .fields())
                .containsExactly(new Field("a.b[0].d", null, "x"), new Field("a.b[1]", java.util.Map.of("c", 2), null));
    }

    @Test
    void aPayloadThatOnlyOneVersionDecodesIsADifference() {
        JsCodec before = ENGINE.load("x", Scripts.doing("if (input.bytes[0] === 9) throw new Error('no')"));
        JsCodec after = ENGINE.load("x", Scripts.doing("1"));

        CodecDiff diff = CodecDiff.of(List.of(sample(1, 9), sample(2, 8)), before, after);

        assertThat(diff.differences()).hasSize(1);
        assertThat(diff.differences().get(0).before()).isInstanceOf(DecodedUplink.Failed.class);
        assertThat(diff.differences().get(0).after()).isInstanceOf(DecodedUplink.Fields.class);
    }

    @Test
    void versionsAreKeptAndTheSameSourceIsNoNewOne() {
        SqlCodecs store = new SqlCodecs(jdbi);

        StoredCodec first = store.put(draft("a", "one"));
        StoredCodec second = store.put(draft("a", "two"));
        StoredCodec again = store.put(draft("a", "two"));
        store.put(draft("b", "one"));

        assertThat(first.version()).isEqualTo(1);
        assertThat(again).isEqualTo(second);
        assertThat(store.versions("a")).containsExactly(second, first);
        assertThat(store.current("a")).contains(second);
        assertThat(store.current()).extracting(StoredCodec::id).containsExactly("a", "b");
        assertThat(store.current("c")).isEmpty();
        assertThat(first.sha256()).isEqualTo("7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed");
    }

    @Test
    void aPutScriptTakesEffectAtOnceAndABadOneIsNotStored() {
        CodecLibrary library = new CodecLibrary(new SqlCodecs(jdbi), ENGINE);
        var uplink = new io.caretaker.ingest.lorawan.codec.CodecUplink(new byte[] {1}, 1);

        library.put(draft("a", Scripts.returning("{ data: { v: 1 } }")));
        DecodedUplink one = library.decode("a", uplink).orElseThrow();
        library.put(draft("a", Scripts.returning("{ data: { v: 2 }, warnings: ['careful'] }")));
        DecodedUplink two = library.decode("a", uplink).orElseThrow();

        assertThat(((DecodedUplink.Fields) one).fields()).containsEntry("v", 1);
        assertThat(((DecodedUplink.Fields) two).fields()).containsEntry("v", 2);
        assertThat(library.health("a")).isEqualTo(new CodecHealth(2, 1, 0, "careful", ""));
        assertThatThrownBy(() -> library.put(draft("a", "function ("))).isInstanceOf(InvalidValue.class);
        assertThat(library.versions("a")).hasSize(2);
        assertThat(library.decode("unknown", uplink)).isEmpty();
        library.close();
    }

    @Test
    void onlyTheLastPayloadsOfADeviceAreKept() {
        SqlUplinkSamples samples = new SqlUplinkSamples(jdbi, 3, new SimpleMeterRegistry());
        for (int i = 1; i <= 10; i++) {
            samples.keep(sample(i, i));
        }
        samples.keep(new UplinkSample("other", 1, 1, 1, new byte[] {7}));
        samples.close();

        assertThat(samples.of(List.of("d"))).containsExactly(sample(10, 10), sample(9, 9), sample(8, 8));
        assertThat(samples.of(List.of("other", "d"))).hasSize(4);
        assertThat(samples.of(List.of("nobody"))).isEmpty();
    }

    private static UplinkSample sample(long time, int first) {
        return new UplinkSample("d", time, time, 1, new byte[] {(byte) first});
    }

    private static CodecDraft draft(String id, String source) {
        return new CodecDraft(id, source, "engineer", "", 5);
    }
}

package io.caretaker.ingest.lineprotocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LineParserPropertyTest {
    private static final List<String> PIECES = List.of(
            "m",
            "a",
            "=",
            ",",
            " ",
            "\\",
            "\"",
            "\n",
            "\r\n",
            "\r",
            "1",
            "-",
            ".",
            "0",
            "i",
            "u",
            "t",
            "true",
            "FALSE",
            "e",
            "E+2",
            "#",
            "9223372036854775807",
            "18446744073709551615",
            "1603976386428616285",
            "\u0001",
            "\t",
            "é",
            "\u00ff",
            "水",
            "m v=1\n",
            "m,a=b v=1 2\n",
            "m v=\"x\" 3",
            "v=-1.5e-3",
            "1e400",
            "\u007f");

    @Property(tries = 5_000)
    void agreesWithTheReferenceOnAnyBytes(@ForAll("bodies") byte[] body) {
        ReferenceParser.Result expected = ReferenceParser.parse(body);
        Points found = Points.parsed(body, Precision.NANOSECONDS, 0);

        assertThat(found.points()).isEqualTo(expected.points());
        assertThat(found.faults()).hasSize(expected.wrongLines());
    }

    @Property(tries = 2_000)
    void agreesWithTheReferenceOnLinesWithOneWrongByte(
            @ForAll("lines") String lines, @ForAll @IntRange(max = 10_000) int where, @ForAll byte what) {
        byte[] body = lines.getBytes(StandardCharsets.UTF_8);
        body[where % body.length] = what;

        agreesWithTheReferenceOnAnyBytes(body);
    }

    @Property(tries = 1_000)
    void readsDecimalsAsTheyAreWritten(@ForAll double value, @ForAll boolean plain) {
        String text = plain ? new BigDecimal(value).toPlainString() : Double.toString(value);

        assertThat(Points.parsed("m v=" + text).onlyFields()).containsEntry("v", value == 0 ? 0.0 : value);
    }

    @Property(tries = 1_000)
    void readsSensorValuesAsTheyAreWritten(
            @ForAll @IntRange(min = -1_000_000_000, max = 1_000_000_000) int digits,
            @ForAll @IntRange(max = 9) int scale) {
        String text = BigDecimal.valueOf(digits, scale).toPlainString();

        assertThat(Points.parsed("m v=" + text).onlyFields())
                .containsEntry("v", Points.Field.plain(Double.parseDouble(text)));
    }

    @Property(tries = 500)
    void aWrongLineTakesNoOtherAlong(@ForAll @Size(min = 1, max = 8) List<@IntRange(max = 5) Integer> kinds) {
        List<String> wrong = List.of("m", "m,a v=1", "m v=x", "m v=\"open", "m v=1 12x", ",a=b v=1");
        StringBuilder body = new StringBuilder();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            body.append(wrong.get(kinds.get(i))).append('\n');
            body.append("m v=1 ").append(i).append('\n');
            times.add((long) i);
        }

        Points found = Points.parsed(body.toString());

        assertThat(found.points()).extracting(Points.Point::nanos).isEqualTo(times);
        assertThat(found.faults()).hasSameSizeAs(times);
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        return Arbitraries.of(PIECES).list().ofMaxSize(40).map(pieces -> {
            // "é" as the single byte of Latin-1 is no UTF-8; as a piece of its own it is.
            String joined = String.join("", pieces);
            return joined.replace("\u00ff", "").getBytes(StandardCharsets.UTF_8).length == joined.length()
                    ? joined.getBytes(StandardCharsets.ISO_8859_1)
                    : joined.getBytes(StandardCharsets.UTF_8);
        });
    }

    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> name = Arbitraries.of("m", "a b", "c,d", "水表", "x\\y", "k=v", "\"q\"");
        Arbitrary<String> series = Combinators.combine(
                        name, name.list().uniqueElements().ofMaxSize(3), name)
                .as((measurement, tags, value) -> new SeriesKey(
                                measurement,
                                tags.stream()
                                        .map(t -> new SeriesKey.Tag(t, value))
                                        .toList())
                        .canonical());
        Arbitrary<String> value = Arbitraries.of(
                "1", "-2.5", ".5", "1e3", "12i", "7u", "t", "False", "\"text\"", "\"a\\\"b\\\\\"", "\"two\nlines\"");
        Arbitrary<String> fields = value.list().ofMinSize(1).ofMaxSize(3).map(values -> {
            StringBuilder joined = new StringBuilder();
            for (int i = 0; i < values.size(); i++) {
                joined.append(i == 0 ? "" : ",")
                        .append("f")
                        .append(i)
                        .append('=')
                        .append(values.get(i));
            }
            return joined.toString();
        });
        return Combinators.combine(series, fields, Arbitraries.of("", " 1", " -5", " 1603976386428616285 "))
                .as((s, f, t) -> s + " " + f + t)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(lines -> String.join("\n", lines));
    }
}

package io.caretaker.ingest.lineprotocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineParserTest {
    @Test
    void pointWithEverything() {
        Points parsed = Points.parsed(
                "water,zone=a,device=m-1 flow=1.25,open=t,starts=3i,name=\"a \\\"b\\\"\" 1700000000000000001");

        Points.Point point = parsed.points().get(0);
        assertThat(point.measurement()).isEqualTo("water");
        assertThat(point.tags()).containsExactly(new SeriesKey.Tag("device", "m-1"), new SeriesKey.Tag("zone", "a"));
        assertThat(point.nanos()).isEqualTo(1_700_000_000_000_000_001L);
        assertThat(parsed.onlyFields())
                .containsExactly(
                        entry("flow", 1.25), entry("name", "a \"b\""), entry("open", true), entry("starts", 3L));
    }

    @Test
    void faultNamesLineAndColumnOfWhatDoesNotFit() {
        assertThat(Points.parsed("a v=1\n\n  b,tag v=1\r\nc v=2").faults())
                .containsExactly(new SyntaxFault(3, 8, " v=1\\x0d", "= and its value"));
        assertThat(Points.parsed("a v=1\nb v=1,w=yes 5").faults())
                .containsExactly(new SyntaxFault(2, 9, "yes 5", "a number, true, false or a string in double quotes"));
        assertThat(Points.parsed("a s=\"two\nlines\",b=\u0002").faults().subList(0, 1))
                .containsExactly(new SyntaxFault(2, 10, "\\x02", "a number, true, false or a string in double quotes"));
    }

    @Test
    void openQuoteCostsItsOwnLineOnly() {
        Points parsed = Points.parsed("a s=\"open\nb v=1\nc v=2");

        assertThat(parsed.points()).extracting(Points.Point::measurement).containsExactly("b", "c");
        assertThat(parsed.faults()).extracting(SyntaxFault::where).containsExactly("line 1, column 5");
    }

    @Test
    void linesAreCountedThroughStringsOfSeveralLines() {
        Points parsed = Points.parsed("a s=\"x\ny\"\nb v=");

        assertThat(parsed.faults()).extracting(SyntaxFault::where).containsExactly("line 3, column 5");
    }

    @Test
    void precisionScalesTimestampsAndRefusesWhatDoesNotFit() {
        assertThat(nanos("m v=1 2", "s")).isEqualTo(2_000_000_000L);
        assertThat(nanos("m v=1 2", "m")).isEqualTo(120_000_000_000L);
        assertThat(nanos("m v=1 2", "h")).isEqualTo(7_200_000_000_000L);
        assertThat(nanos("m v=1 -2", "ms")).isEqualTo(-2_000_000L);
        assertThat(nanos("m v=1 2", "us")).isEqualTo(2_000L).isEqualTo(nanos("m v=1 2", "u"));
        assertThat(nanos("m v=1 2", "n")).isEqualTo(2).isEqualTo(nanos("m v=1 2", "ns"));
        assertThat(Points.parsed(bytes("m v=1 9223372036854775807"), Precision.SECONDS, 0)
                        .faults())
                .extracting(SyntaxFault::expected)
                .containsExactly("a timestamp that 64 bits of nanoseconds can hold");
        assertThat(Precision.of("d")).isEqualTo(Optional.empty());
    }

    @Test
    void unsignedAboveTheSignedRangeKeepsItsValue() {
        byte[] body = bytes("m v=18446744073709551615u");
        LineParser parser = new LineParser(Precision.NANOSECONDS).reset(body, 0, body.length);

        assertThat(parser.next()).isEqualTo(LineParser.Step.POINT);
        assertThat(parser.number(0)).isEqualTo(18446744073709551615.0);
    }

    @Test
    void readsAPartOfAnArrayAndNothingBeside() {
        byte[] body = bytes("garbage m v=1 5\nmore");
        LineParser parser = new LineParser(Precision.NANOSECONDS).reset(body, 8, 8);

        assertThat(parser.next()).isEqualTo(LineParser.Step.POINT);
        assertThat(parser.nanos()).isEqualTo(5);
        assertThat(parser.next()).isEqualTo(LineParser.Step.END);
    }

    @Test
    void manyFieldsInOneLine() {
        StringBuilder line = new StringBuilder("m f0=0");
        for (int i = 1; i < 200; i++) {
            line.append(",f").append(i).append('=').append(i);
        }

        assertThat(Points.parsed(line.toString()).onlyFields()).hasSize(200).containsEntry("f199", 199.0);
    }

    @Test
    void canonicalSeriesHasItsTagsSortedAndEscaped() {
        byte[] body = bytes("a\\ b,z=1,b\\,c=x\\=y v=1");
        LineParser parser = new LineParser(Precision.NANOSECONDS).reset(body, 0, body.length);
        parser.next();

        assertThat(parser.seriesKey().canonical()).isEqualTo("a\\ b,b\\,c=x\\=y,z=1");
    }

    private static long nanos(String body, String precision) {
        return Points.parsed(bytes(body), Precision.of(precision).orElseThrow(), 0)
                .points()
                .get(0)
                .nanos();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

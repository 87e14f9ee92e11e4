package io.caretaker.ingest.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.eclipse.tahu.message.SparkplugBPayloadDecoder;
import org.eclipse.tahu.message.model.DataSet.DataSetBuilder;
import org.eclipse.tahu.message.model.DataSetDataType;
import org.eclipse.tahu.message.model.MetaData.MetaDataBuilder;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.message.model.SparkplugBPayload;
import org.eclipse.tahu.model.MetricDataTypeMap;
import org.junit.jupiter.api.Test;

class PayloadReaderTest {
    private static final long TIME = 1_764_000_000_000L;

    @Test
    void everyDataTypeOfTheReferenceImplementationIsReadAsItWasMeant() {
        Map<MetricDataType, Map<Object, Object>> samples = Map.ofEntries(
                Map.entry(MetricDataType.Int8, Map.of((byte) -128, -128.0, (byte) 127, 127.0)),
                Map.entry(MetricDataType.Int16, Map.of((short) -32768, -32768.0, (short) 5, 5.0)),
                Map.entry(MetricDataType.Int32, Map.of(Integer.MIN_VALUE, -2147483648.0, -1, -1.0)),
                Map.entry(MetricDataType.Int64, Map.of(-1L, -1.0, 1L << 40, 1.099511627776E12)),
                Map.entry(MetricDataType.UInt8, Map.of((short) 255, 255.0)),
                Map.entry(MetricDataType.UInt16, Map.of(65535, 65535.0)),
                Map.entry(MetricDataType.UInt32, Map.of(4294967295L, 4294967295.0)),
                Map.entry(
                        MetricDataType.UInt64,
                        Map.of(
                                BigInteger.valueOf(7),
                                7.0,
                                new BigInteger("18446744073709551615"),
                                1.8446744073709552E19)),
                Map.entry(MetricDataType.Float, Map.of(-2.5f, -2.5f)),
                Map.entry(MetricDataType.Double, Map.of(312.625, 312.625)),
                Map.entry(MetricDataType.Boolean, Map.of(true, true, false, false)),
                Map.entry(MetricDataType.String, Map.of("OPEN", "OPEN")),
                Map.entry(MetricDataType.Text, Map.of("开", "开")),
                Map.entry(MetricDataType.DateTime, Map.of(new Date(TIME), (double) TIME)));
        samples.forEach((type, values) -> values.forEach((sent, expected) -> {
            Metric metric = read(Tahu.payload(TIME, 3, Tahu.metric("m", 9, type, sent)))
                    .metrics()
                    .get(0);

            assertThat(DataType.value(metric.datatype(), metric.raw()))
                    .as("%s %s", type.getType(), sent)
                    .isEqualTo(expected);
            assertThat(metric.alias()).isEqualTo(9);
        }));
    }

    @Test
    void timesSequenceAndAliasesAreRead() {
        Payload.Message message = read(Tahu.payload(
                TIME,
                255,
                Tahu.aliasedAt(12, MetricDataType.Double, 1.5, TIME - 1),
                Tahu.metric("plain", MetricDataType.Boolean, true)));

        assertThat(message.timestamp()).isEqualTo(TIME);
        assertThat(message.seq()).isEqualTo(255);
        assertThat(message.metrics().get(0).name()).isEmpty();
        assertThat(message.metrics().get(0).timestamp()).isEqualTo(TIME - 1);
        assertThat(message.metrics().get(1).alias()).isEqualTo(Metric.NO_ALIAS);
        assertThat(read(Tahu.death(3)).seq()).isEqualTo(Payload.Message.NO_SEQ);
    }

    @Test
    void whatIsNoSingleValueIsSkipped() throws Exception {
        org.eclipse.tahu.message.model.Metric table = Tahu.metric(
                "table",
                MetricDataType.DataSet,
                new DataSetBuilder(1)
                        .addColumnName("a")
                        .addType(DataSetDataType.Int8)
                        .createDataSet());
        org.eclipse.tahu.message.model.Metric file = Tahu.metric("bytes", MetricDataType.Bytes, new byte[] {1, 2});
        file.setMetaData(new MetaDataBuilder().fileName("x").createMetaData());
        org.eclipse.tahu.message.model.Metric nothing = Tahu.metric("nothing", MetricDataType.Double, null);

        Payload.Message message = read(Tahu.payload(TIME, 0, table, file, nothing));

        assertThat(message.metrics())
                .hasSize(3)
                .allSatisfy(
                        m -> assertThat(DataType.value(m.datatype(), m.raw())).isNull());
    }

    @Test
    void theRequestForARebirthIsReadByTheReferenceImplementation() throws Exception {
        SparkplugBPayload payload =
                new SparkplugBPayloadDecoder().buildFromByteArray(PayloadWriter.rebirth(TIME), new MetricDataTypeMap());

        assertThat(payload.getTimestamp()).isEqualTo(new Date(TIME));
        assertThat(payload.getMetrics()).hasSize(1);
        assertThat(payload.getMetrics().get(0).getName()).isEqualTo("Node Control/Rebirth");
        assertThat(payload.getMetrics().get(0).getDataType()).isEqualTo(MetricDataType.Boolean);
        assertThat(payload.getMetrics().get(0).getValue()).isEqualTo(true);
    }

    @Test
    void aPayloadCutAnywhereIsReadOrRefusedWithTheByte() {
        byte[] whole = Tahu.payload(TIME, 7, Tahu.metric("name", 4, MetricDataType.Double, 5.0));
        for (int length = 0; length < whole.length; length++) {
            Payload payload = PayloadReader.read(Arrays.copyOf(whole, length));
            if (payload instanceof Payload.Unreadable unreadable) {
                assertThat(unreadable.offset()).isBetween(0, length);
            }
        }
    }

    @Test
    void lengthsThatAreNotThereAllocateNothing() {
        // metrics (field 2), length 2^31 - 1, and 2^63
        assertThat(PayloadReader.read(new byte[] {0x12, -1, -1, -1, -1, 7})).isInstanceOf(Payload.Unreadable.class);
        assertThat(PayloadReader.read(new byte[] {0x12, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1}))
                .isInstanceOf(Payload.Unreadable.class);
    }

    @Test
    void moreMetricsThanAnybodyHasAreRefused() {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        for (int i = 0; i <= PayloadReader.MOST_METRICS; i++) {
            bomb.write(0x12);
            bomb.write(0);
        }

        assertThat(PayloadReader.read(bomb.toByteArray())).isInstanceOf(Payload.Unreadable.class);
    }

    @Property(tries = 5_000)
    void anyBytesHaveAnAnswer(@ForAll byte[] bytes) {
        assertThat(PayloadReader.read(bytes)).isNotNull();
    }

    private static Payload.Message read(byte[] payload) {
        Payload read = PayloadReader.read(payload);
        assertThat(read).isInstanceOf(Payload.Message.class);
        return (Payload.Message) read;
    }
}

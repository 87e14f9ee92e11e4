package io.caretaker.service.export;

import io.caretaker.model.reading.Reading;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * Apache Parquet, Snappy, written as a stream: the format has its index at the end. Memory is bounded by one row group.
 */
final class ParquetReadings implements ReadingWriter {
    private static final long ROW_GROUP_BYTES = 8L << 20;
    private static final int PAGE_BYTES = 256 << 10;
    private static final MessageType SCHEMA = Types.buildMessage()
            .required(PrimitiveTypeName.INT64)
            .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
            .named("time")
            .required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("asset")
            .required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("device")
            .required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("metric")
            .required(PrimitiveTypeName.DOUBLE)
            .named("value")
            .required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("unit")
            .required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("quality")
            .named("readings");

    private final ParquetWriter<Row> writer;

    private record Row(Reading reading, String asset, String unit) {}

    ParquetReadings(OutputStream out) throws IOException {
        writer = new Builder(new Streamed(out))
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withPageSize(PAGE_BYTES)
                .build();
    }

    @Override
    public void write(Reading reading, String asset, String unit) throws IOException {
        writer.write(new Row(reading, asset, unit));
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        // Abstract and deprecated in one: the replacement is not there yet.
        @Override
        @SuppressWarnings("deprecation")
        protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
            return new Rows();
        }
    }

    private static final class Rows extends WriteSupport<Row> {
        private RecordConsumer to;

        @Override
        @SuppressWarnings("deprecation")
        public WriteContext init(Configuration configuration) {
            return new WriteContext(SCHEMA, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            to = consumer;
        }

        @Override
        public void write(Row row) {
            Reading reading = row.reading();
            to.startMessage();
            to.startField("time", 0);
            to.addLong(reading.timeMicros());
            to.endField("time", 0);
            text("asset", 1, row.asset());
            text("device", 2, reading.device());
            text("metric", 3, reading.metric());
            to.startField("value", 4);
            to.addDouble(reading.value());
            to.endField("value", 4);
            text("unit", 5, row.unit());
            text("quality", 6, reading.quality().name().toLowerCase(Locale.ROOT));
            to.endMessage();
        }

        private void text(String field, int index, String value) {
            to.startField(field, index);
            to.addBinary(Binary.fromString(value));
            to.endField(field, index);
        }
    }

    /** A stream that knows how far it is; it is written once and from the beginning. */
    private static final class Streamed extends PositionOutputStream implements OutputFile {
        private final OutputStream out;
        private long position;

        Streamed(OutputStream out) {
            this.out = out;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            position++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }

        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return this;
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return this;
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}

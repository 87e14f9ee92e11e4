package io.caretaker.ingest.sparkplug;

/**
 * How the bits of a metric are read (Sparkplug 3.0 § 6.4.16): integers travel in unsigned fields, the narrow ones in two's
 * complement of 32 bits or, from some implementations, of their own width. Pure.
 */
final class DataType {
    static final int INT8 = 1;
    static final int INT16 = 2;
    static final int INT32 = 3;
    static final int INT64 = 4;
    static final int UINT8 = 5;
    static final int UINT16 = 6;
    static final int UINT32 = 7;
    static final int UINT64 = 8;
    static final int FLOAT = 9;
    static final int DOUBLE = 10;
    static final int BOOLEAN = 11;
    static final int STRING = 12;
    static final int DATE_TIME = 13;
    static final int TEXT = 14;
    static final int UUID = 15;

    private DataType() {}

    /**
     * The value as number, truth value or text; null when there is none, or when the type is no single value.
     *
     * @param datatype 0 when nobody said it: then whole numbers, whose sign it decides, have no value
     */
    static Object value(int datatype, Object raw) {
        if (raw instanceof Long bits) {
            return whole(datatype, bits);
        }
        return datatype <= UUID ? raw : null;
    }

    private static Object whole(int datatype, long bits) {
        return switch (datatype) {
            case INT8 -> (double) (byte) bits;
            case INT16 -> (double) (short) bits;
            case INT32 -> (double) (int) bits;
            case INT64, DATE_TIME -> (double) bits;
            case UINT8 -> (double) (bits & 0xff);
            case UINT16 -> (double) (bits & 0xffff);
            case UINT32 -> (double) (bits & 0xffff_ffffL);
            case UINT64 -> unsigned(bits);
            case BOOLEAN -> bits != 0;
            case FLOAT, DOUBLE -> (double) bits;
            default -> null;
        };
    }

    /** As Java has no unsigned long: half of it, doubled, keeps the sign away. */
    private static double unsigned(long bits) {
        return bits >= 0 ? (double) bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }
}

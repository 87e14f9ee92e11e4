package io.caretaker.ingest.gb26875;

import io.caretaker.ingest.gb26875.AppObject.DeviceConfiguration;
import io.caretaker.ingest.gb26875.AppObject.DeviceOperation;
import io.caretaker.ingest.gb26875.AppObject.DeviceOperationQuery;
import io.caretaker.ingest.gb26875.AppObject.DeviceQuery;
import io.caretaker.ingest.gb26875.AppObject.DeviceStatus;
import io.caretaker.ingest.gb26875.AppObject.DeviceTime;
import io.caretaker.ingest.gb26875.AppObject.DeviceVersion;
import io.caretaker.ingest.gb26875.AppObject.InspectSentries;
import io.caretaker.ingest.gb26875.AppObject.PartConfiguration;
import io.caretaker.ingest.gb26875.AppObject.PartQuery;
import io.caretaker.ingest.gb26875.AppObject.PartStatus;
import io.caretaker.ingest.gb26875.AppObject.PartValue;
import io.caretaker.ingest.gb26875.AppObject.SystemConfiguration;
import io.caretaker.ingest.gb26875.AppObject.SystemOperation;
import io.caretaker.ingest.gb26875.AppObject.SystemOperationQuery;
import io.caretaker.ingest.gb26875.AppObject.SystemQuery;
import io.caretaker.ingest.gb26875.AppObject.SystemStatus;
import io.caretaker.ingest.gb26875.AppObject.SystemTime;
import io.caretaker.ingest.gb26875.AppObject.SystemVersion;
import java.util.HashMap;
import java.util.Map;

/** Which type of data holds which objects, and how they lie. GB/T 26875.3-2011, types 1 to 91. */
final class AppTypes {
    /**
     * @param size bytes of one object; of one with a counted text, the bytes before the text
     * @param counted whether the last of these bytes is the length of a text that follows
     */
    record Layout(int size, boolean counted, Reader read, Class<? extends AppObject> kind) {}

    @FunctionalInterface
    interface Reader {
        AppObject read(byte[] b, int at);
    }

    private static final Map<Integer, Layout> LAYOUTS = new HashMap<>();

    static {
        fixed(1, 10, SystemStatus.class, (b, at) -> new SystemStatus(system(b, at), u16(b, at + 2), time(b, at + 4)));
        fixed(
                2,
                46,
                PartStatus.class,
                (b, at) -> new PartStatus(part(b, at), u16(b, at + 7), text(b, at + 9), time(b, at + 40)));
        fixed(
                3,
                16,
                PartValue.class,
                (b, at) -> new PartValue(part(b, at), u8(b, at + 7), (short) u16(b, at + 8), time(b, at + 10)));
        fixed(
                4,
                10,
                SystemOperation.class,
                (b, at) -> new SystemOperation(system(b, at), u8(b, at + 2), u8(b, at + 3), time(b, at + 4)));
        fixed(5, 4, SystemVersion.class, (b, at) -> new SystemVersion(system(b, at), u8(b, at + 2), u8(b, at + 3)));
        counted(
                6,
                3,
                SystemConfiguration.class,
                (b, at) -> new SystemConfiguration(system(b, at), WireText.decode(b, at + 3, u8(b, at + 2))));
        fixed(7, 38, PartConfiguration.class, (b, at) -> new PartConfiguration(part(b, at), text(b, at + 7)));
        fixed(8, 8, SystemTime.class, (b, at) -> new SystemTime(system(b, at), time(b, at + 2)));
        fixed(21, 7, DeviceStatus.class, (b, at) -> new DeviceStatus(u8(b, at), time(b, at + 1)));
        fixed(24, 8, DeviceOperation.class, (b, at) -> new DeviceOperation(u8(b, at), u8(b, at + 1), time(b, at + 2)));
        fixed(25, 2, DeviceVersion.class, (b, at) -> new DeviceVersion(u8(b, at), u8(b, at + 1)));
        counted(
                26,
                1,
                DeviceConfiguration.class,
                (b, at) -> new DeviceConfiguration(WireText.decode(b, at + 1, u8(b, at))));
        fixed(28, 6, DeviceTime.class, (b, at) -> new DeviceTime(time(b, at)));
        for (int type : new int[] {61, 65, 66, 68}) {
            fixed(type, 2, SystemQuery.class, (b, at) -> new SystemQuery(system(b, at)));
        }
        for (int type : new int[] {62, 63, 67}) {
            fixed(type, 6, PartQuery.class, (b, at) -> new PartQuery(system(b, at), PartAddress.hex(b, at + 2)));
        }
        fixed(
                64,
                9,
                SystemOperationQuery.class,
                (b, at) -> new SystemOperationQuery(system(b, at), u8(b, at + 2), time(b, at + 3)));
        for (int type : new int[] {81, 85, 86, 88, 89}) {
            fixed(type, 1, DeviceQuery.class, (b, at) -> new DeviceQuery(u8(b, at)));
        }
        fixed(84, 7, DeviceOperationQuery.class, (b, at) -> new DeviceOperationQuery(u8(b, at), time(b, at + 1)));
        fixed(90, 6, DeviceTime.class, (b, at) -> new DeviceTime(time(b, at)));
        fixed(91, 1, InspectSentries.class, (b, at) -> new InspectSentries(u8(b, at)));
    }

    private AppTypes() {}

    /** The layout of a type, or null when the standard defines none. */
    static Layout layout(int type) {
        return LAYOUTS.get(type);
    }

    private static void fixed(int type, int size, Class<? extends AppObject> kind, Reader reader) {
        LAYOUTS.put(type, new Layout(size, false, reader, kind));
    }

    private static void counted(int type, int size, Class<? extends AppObject> kind, Reader reader) {
        LAYOUTS.put(type, new Layout(size, true, reader, kind));
    }

    private static int u8(byte[] b, int at) {
        return b[at] & 0xff;
    }

    private static int u16(byte[] b, int at) {
        return FrameCodec.u16(b, at);
    }

    private static WireTime time(byte[] b, int at) {
        return WireTime.read(b, at);
    }

    private static SystemAddress system(byte[] b, int at) {
        return SystemAddress.read(b, at);
    }

    private static PartAddress part(byte[] b, int at) {
        return PartAddress.read(b, at);
    }

    private static String text(byte[] b, int at) {
        return WireText.decode(b, at, PartStatus.TEXT);
    }
}

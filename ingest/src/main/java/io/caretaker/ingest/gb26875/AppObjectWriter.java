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

/** How objects are written: the other side of {@link AppTypes}. */
final class AppObjectWriter {
    private AppObjectWriter() {}

    static void write(AppObject object, ByteWriter out) {
        if (object instanceof SystemStatus o) {
            o.system().write(out);
            out.u16(o.word()).time(o.time());
        } else if (object instanceof PartStatus o) {
            o.part().write(out);
            out.u16(o.word()).text(o.text(), PartStatus.TEXT).time(o.time());
        } else if (object instanceof PartValue o) {
            o.part().write(out);
            out.u8(o.quantity()).u16(o.count()).time(o.time());
        } else if (object instanceof SystemOperation o) {
            o.system().write(out);
            out.u8(o.word()).u8(o.operator()).time(o.time());
        } else if (object instanceof SystemVersion o) {
            o.system().write(out);
            out.u8(o.major()).u8(o.minor());
        } else if (object instanceof SystemConfiguration o) {
            o.system().write(out);
            out.counted(o.text());
        } else if (object instanceof PartConfiguration o) {
            o.part().write(out);
            out.text(o.text(), PartStatus.TEXT);
        } else if (object instanceof SystemTime o) {
            o.system().write(out);
            out.time(o.time());
        } else {
            writeOfDevice(object, out);
        }
    }

    private static void writeOfDevice(AppObject object, ByteWriter out) {
        if (object instanceof DeviceStatus o) {
            out.u8(o.word()).time(o.time());
        } else if (object instanceof DeviceOperation o) {
            out.u8(o.word()).u8(o.operator()).time(o.time());
        } else if (object instanceof DeviceVersion o) {
            out.u8(o.major()).u8(o.minor());
        } else if (object instanceof DeviceConfiguration o) {
            out.counted(o.text());
        } else if (object instanceof DeviceTime o) {
            out.time(o.time());
        } else {
            writeQuery(object, out);
        }
    }

    private static void writeQuery(AppObject object, ByteWriter out) {
        if (object instanceof SystemQuery o) {
            o.system().write(out);
        } else if (object instanceof PartQuery o) {
            o.system().write(out);
            out.hex(o.hex());
        } else if (object instanceof SystemOperationQuery o) {
            o.system().write(out);
            out.u8(o.records()).time(o.since());
        } else if (object instanceof DeviceOperationQuery o) {
            out.u8(o.records()).time(o.since());
        } else if (object instanceof DeviceQuery o) {
            out.u8(o.reserved());
        } else if (object instanceof InspectSentries o) {
            out.u8(o.minutes());
        }
    }
}

package io.caretaker.ingest.gb26875;

import io.caretaker.model.InvalidValue;
import java.util.ArrayList;
import java.util.List;

/** Application data as bytes: type, count of objects, objects. Pure; reading never throws. */
public final class AppDataCodec {
    private static final int HEAD = 2;
    private static final int MOST_OBJECTS = 255;

    private AppDataCodec() {}

    /**
     * Objects may be longer than the standard has them: what a device puts behind each is left out, and so is one time behind
     * them all, which some send. Objects with a text of their own length follow each other without a gap.
     */
    public static AppData decode(byte[] data) {
        if (data.length < HEAD) {
            return new AppData.Short(data.length);
        }
        int type = data[0] & 0xff;
        int count = data[1] & 0xff;
        AppTypes.Layout layout = AppTypes.layout(type);
        if (layout == null) {
            return new AppData.Unknown(type, count);
        }
        if (count == 0) {
            return new AppData.Malformed(type, count, 1, "1 to 255 objects");
        }
        return layout.counted() ? counted(data, type, count, layout) : fixed(data, type, count, layout);
    }

    private static AppData fixed(byte[] data, int type, int count, AppTypes.Layout layout) {
        int excess = data.length - HEAD - count * layout.size();
        if (excess < 0) {
            return new AppData.Malformed(
                    type, count, data.length, count + " objects of " + layout.size() + " bytes for type " + type);
        }
        boolean longer = excess % count == 0 && excess != WireTime.BYTES;
        int stride = layout.size() + (longer ? excess / count : 0);
        List<AppObject> objects = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            objects.add(layout.read().read(data, HEAD + i * stride));
        }
        return new AppData.Objects(type, objects);
    }

    private static AppData counted(byte[] data, int type, int count, AppTypes.Layout layout) {
        List<AppObject> objects = new ArrayList<>(count);
        int at = HEAD;
        for (int i = 0; i < count; i++) {
            int text = at + layout.size();
            int end = text > data.length ? text : text + (data[text - 1] & 0xff);
            if (end > data.length) {
                return new AppData.Malformed(type, count, data.length, "a text of the length that stands before it");
            }
            objects.add(layout.read().read(data, at));
            at = end;
        }
        return new AppData.Objects(type, objects);
    }

    /**
     * @throws InvalidValue when the type is none of the standard's, there are no or too many objects, they are of another
     *     type, or together too long for a frame
     */
    public static byte[] encode(AppData.Objects data) {
        AppTypes.Layout layout = AppTypes.layout(data.type());
        if (layout == null) {
            throw new InvalidValue("type", data.type(), "a type of GB/T 26875.3-2011");
        }
        if (data.count() < 1 || data.count() > MOST_OBJECTS) {
            throw new InvalidValue("objects", data.count(), "1 to " + MOST_OBJECTS);
        }
        ByteWriter out = new ByteWriter().u8(data.type()).u8(data.count());
        for (AppObject object : data.objects()) {
            if (!layout.kind().isInstance(object)) {
                throw new InvalidValue("objects", object, "objects of type " + data.type());
            }
            AppObjectWriter.write(object, out);
        }
        byte[] bytes = out.toBytes();
        if (bytes.length > Frame.MAX_DATA) {
            throw new InvalidValue("objects", bytes.length + " bytes", "at most " + Frame.MAX_DATA + " bytes");
        }
        return bytes;
    }
}

package io.caretaker.bench.http;

import io.caretaker.bench.mqtt.DayCurve;
import io.caretaker.bench.mqtt.MeasuredService;
import java.util.List;

/**
 * What one agent has to send: its zone inlets, each minute once, in batches. The same points as line protocol and as JSON;
 * every (device, minute) comes once. For one thread.
 */
final class Batches {
    private static final byte[] FLOW = Digits.ascii(" water_flow=");
    private static final byte[] PRESSURE = Digits.ascii(",water_pressure=");
    private static final byte[] SPACE = Digits.ascii(" ");
    private static final byte[] LINE_END = Digits.ascii("\n");
    private static final byte[] COMMA = Digits.ascii(",");
    private static final byte[] JSON_FLOW = Digits.ascii("{\"metric\":\"water_flow\",\"value\":");
    private static final byte[] JSON_PRESSURE = Digits.ascii("{\"metric\":\"water_pressure\",\"value\":");
    private static final byte[] JSON_TIME = Digits.ascii(",\"time\":\"");
    private static final byte[] JSON_READING_END = Digits.ascii("\"}");
    private static final byte[] JSON_DEVICE_END = Digits.ascii("]}");

    private final byte[][] series;
    private final byte[][] jsonDevice;
    private final DayCurve[] curves;
    private final int points;
    private final int fields;
    private int minute;

    /**
     * @param first number of the first device, which seeds its values
     * @param points of a batch; a multiple of the devices, or the devices a multiple of it
     * @param fields 1: flow; 2: flow and pressure
     */
    Batches(List<String> devices, int first, int points, int fields) {
        int count = devices.size();
        if (points % count != 0) {
            throw new IllegalArgumentException("points of a batch: got " + points
                    + ", expected a multiple of the devices of a connection, " + count);
        }
        this.points = points;
        this.fields = fields;
        this.series = new byte[count][];
        this.jsonDevice = new byte[count][];
        this.curves = new DayCurve[count];
        for (int i = 0; i < count; i++) {
            series[i] = Digits.ascii("water,device=" + devices.get(i));
            jsonDevice[i] = Digits.ascii("{\"device\":\"" + devices.get(i) + "\",\"readings\":[");
            curves[i] = new DayCurve(first + i);
        }
    }

    int points() {
        return points;
    }

    /** Minutes written so far. */
    int minutes() {
        return minute;
    }

    /** The next batch as line protocol with times in seconds, minute by minute as an agent collects them. */
    void lines(Digits out) {
        for (int m = 0; m < points / series.length; m++) {
            long time = MeasuredService.BEGIN.getEpochSecond() + 60L * minute;
            for (int i = 0; i < series.length; i++) {
                int flow = curves[i].flowHundredths(minute % 1_440);
                out.text(series[i]).text(FLOW).decimal(flow, 2);
                if (fields > 1) {
                    out.text(PRESSURE).decimal(curves[i].pressureTenths(flow), 1);
                }
                out.text(SPACE).number(time).text(LINE_END);
            }
            minute++;
        }
    }

    /** The next batch as JSON of the telemetry route: an array of devices with their readings. */
    void json(Digits out) {
        int minutes = points / series.length;
        byte[][] times = new byte[minutes][];
        for (int m = 0; m < minutes; m++) {
            times[m] = Digits.ascii(
                    MeasuredService.BEGIN.plusSeconds(60L * (minute + m)).toString());
        }
        for (int i = 0; i < series.length; i++) {
            out.text(i == 0 ? Digits.ascii("[") : COMMA).text(jsonDevice[i]);
            for (int m = 0; m < minutes; m++) {
                int flow = curves[i].flowHundredths((minute + m) % 1_440);
                out.text(m == 0 ? Digits.ascii("") : COMMA).text(JSON_FLOW).decimal(flow, 2);
                out.text(JSON_TIME).text(times[m]).text(JSON_READING_END);
                if (fields > 1) {
                    out.text(COMMA).text(JSON_PRESSURE).decimal(curves[i].pressureTenths(flow), 1);
                    out.text(JSON_TIME).text(times[m]).text(JSON_READING_END);
                }
            }
            out.text(JSON_DEVICE_END);
        }
        out.text(Digits.ascii("]"));
        minute += minutes;
    }
}

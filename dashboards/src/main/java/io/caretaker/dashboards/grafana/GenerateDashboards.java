package io.caretaker.dashboards.grafana;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;

/** Writes the dashboards and provisioning files: {@code GenerateDashboards OUTDIR [ZONE]}. */
public final class GenerateDashboards {
    private static final String USAGE =
            "usage: GenerateDashboards OUTDIR [ZONE], as in dashboards/grafana Asia/Shanghai";

    private GenerateDashboards() {}

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** Exit code: 0 written, 1 could not write, 2 wrong arguments. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        if (args.length < 1 || args.length > 2) {
            err.println(USAGE);
            return 2;
        }
        ZoneId zone;
        try {
            zone = args.length == 2 ? ZoneId.of(args[1]) : GrafanaFiles.DEFAULT_ZONE;
        } catch (DateTimeException e) {
            err.println("ZONE: got \"" + args[1] + "\", expected a zone of the time zone database, as Asia/Shanghai");
            return 2;
        }
        try {
            write(Path.of(args[0]), zone, out);
            return 0;
        } catch (IOException e) {
            err.println("could not write into " + args[0] + ": " + e.getMessage());
            return 1;
        }
    }

    private static void write(Path directory, ZoneId zone, PrintStream out) throws IOException {
        for (Map.Entry<String, String> file : GrafanaFiles.of(zone).entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
            out.println(path);
        }
    }
}

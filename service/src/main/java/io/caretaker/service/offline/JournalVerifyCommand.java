package io.caretaker.service.offline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caretaker.ingest.journal.rocksdb.JournalInspection;
import io.caretaker.ingest.journal.rocksdb.JournalReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        description = "Reads every group, checks checksums and that no offset is missing; the last line is JSON.",
        mixinStandardHelpOptions = true)
final class JournalVerifyCommand implements Callable<Integer> {
    @Mixin
    private DataDirectory data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws SQLException {
        JournalReport report;
        try (JournalInspection journal = JournalInspection.open(data.store())) {
            report = journal.verify();
        }
        List<String> problems = new ArrayList<>(report.problems());
        long work = workOffset(data.path().resolve("work.db"));
        if (work > report.nextOffset()) {
            problems.add("the work data go on from offset " + work + ", beyond the end of the journal at "
                    + report.nextOffset());
        }
        problems.forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
        spec.commandLine().getOut().println(json(report, work, problems.size()));
        spec.commandLine().getOut().flush();
        return problems.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static ObjectNode json(JournalReport report, long work, int problems) {
        ObjectNode json = new ObjectMapper()
                .createObjectNode()
                .put("sound", problems == 0)
                .put("groups", report.groups())
                .put("groupsWithoutChecksum", report.withoutChecksum())
                .put("bytes", report.bytes())
                .put("readings", report.readings())
                .put("firstOffset", report.firstOffset())
                .put("lastOffset", report.nextOffset() - 1)
                .put("problems", problems);
        ObjectNode entries = json.putObject("entries");
        report.entriesByKind().forEach(entries::put);
        ObjectNode followers = json.putObject("followers");
        report.followers().forEach(followers::put);
        if (work >= 0) {
            followers.put("work", work);
        }
        return json;
    }

    /** Offset that the work data in SQLite have been folded to; -1 when they are elsewhere or there is none yet. */
    private static long workOffset(Path workStore) throws SQLException {
        if (!Files.exists(workStore)) {
            return -1;
        }
        // Through a log that a kill has left, too; nothing is written.
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + workStore);
                Statement query = connection.createStatement();
                ResultSet offsets = query.executeQuery("SELECT MAX(next_offset) FROM stage_offset")) {
            long offset = offsets.getLong(1);
            return offsets.wasNull() ? -1 : offset;
        }
    }
}

package io.caretaker.dashboards.console.device;

import io.caretaker.dashboards.console.device.ModelView.Option;
import java.util.List;
import java.util.Optional;

/** What the codec bench shows. */
final class BenchView {
    private BenchView() {}

    /** @param odd outside the plausible range: such a reading is flagged and not judged */
    record Value(String label, String text, boolean odd) {}

    /** @param failure why there is nothing, empty when there is something */
    record Result(String json, String failure, List<String> warnings, List<Value> values, List<String> refused) {}

    record Sample(String device, String href, String time, int port, String hex, Result result) {}

    record Changed(String label, String before, String after) {}

    record Difference(
            String device,
            String time,
            int port,
            String hex,
            List<Changed> values,
            List<Changed> fields,
            String failure) {}

    /**
     * @param failing how many gave something before and now fail
     * @param digest of the script that was compared: only this one can be applied
     */
    record Comparison(int samples, int same, int failing, List<Difference> differences, String digest) {
        public int different() {
            return samples - same;
        }
    }

    record Version(int number, String author, String time, String note, String digest) {}

    record Form(String payload, String port, List<Option> profiles, Optional<Result> result, String problem) {}

    record Draft(String id, String source, String note, String problem, Optional<Comparison> comparison) {}

    record Page(
            List<Option> codecs,
            String codec,
            Optional<Version> current,
            List<Version> versions,
            String devices,
            Form form,
            List<Sample> samples,
            int moreSamples,
            Draft draft,
            boolean mayPublish) {}
}

package io.caretaker.alerting.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.alerting.dispatch.TaskLifecycle.Transition;
import io.caretaker.model.work.TaskState;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskLifecycleTest {
    @ParameterizedTest
    @CsvSource({
        "CREATED,ASSIGNED,-,-,-,-,-,CANCELLED,-,CANCELLED",
        "ASSIGNED,ASSIGNED,ACCEPTED,ON_SITE,-,CREATED,CREATED,CANCELLED,-,CANCELLED",
        "ACCEPTED,ASSIGNED,-,ON_SITE,DONE,CREATED,-,CANCELLED,-,CANCELLED",
        "ON_SITE,-,-,-,DONE,CREATED,-,CANCELLED,-,VERIFIED",
        "DONE,-,-,ON_SITE,-,-,-,-,ASSIGNED,VERIFIED",
        "VERIFIED,-,-,-,-,-,-,-,-,-",
        "CANCELLED,-,-,-,-,-,-,-,-,-"
    })
    void theTableIsWhatTheJavadocDraws(
            TaskState state,
            String assign,
            String accept,
            String start,
            String done,
            String reject,
            String lapse,
            String cancel,
            String proofFailed,
            String closed) {
        List<String> expected = List.of(assign, accept, start, done, reject, lapse, cancel, proofFailed, closed);

        for (TaskEvent event : TaskEvent.values()) {
            Transition transition = TaskLifecycle.next(state, event);
            assertThat(transition.applies() ? transition.state().name() : "-")
                    .as("%s on %s", event, state)
                    .isEqualTo(expected.get(event.ordinal()));
        }
    }

    @Property
    void everyEventHasAnAnswerAndWhatIsOverStaysOver(@ForAll TaskState state, @ForAll List<TaskEvent> events) {
        TaskState now = state;
        for (TaskEvent event : events) {
            Transition transition = TaskLifecycle.next(now, event);
            assertThat(transition.applies() || transition.state() == now).isTrue();
            assertThat(now.isOver() && transition.applies()).isFalse();
            now = transition.state();
        }
    }
}

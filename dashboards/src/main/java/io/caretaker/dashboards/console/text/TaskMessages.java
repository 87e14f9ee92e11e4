package io.caretaker.dashboards.console.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of tasks. */
@MessageBundle(value = "tsk", locale = "en")
public interface TaskMessages {
    @Message("Tasks")
    String title();

    @Message("Due")
    String due();

    @Message("Crew")
    String crew();

    @Message("no crew")
    String noCrew();

    @Message("Assign")
    String assign();

    @Message("Accept")
    String accept();

    @Message("On site")
    String start();

    @Message("Done")
    String done();

    @Message("Hand back")
    String reject();

    @Message("Note")
    String note();

    @Message("What was done, or why not")
    String notePlaceholder();

    @Message("proof failed {number}×")
    String attempts(int number);

    @Message("no task")
    String empty();

    @Message("My tasks")
    String mine();

    @Message("Board")
    String board();

    @Message("All crews")
    String allCrews();

    @Message("about {span} of work")
    String work(String span);

    @Message("planned {time}")
    String planned(String time);

    @Message("{number} overdue")
    String overdue(long number);

    @Message("{number} open")
    String openTasks(long number);

    @Message("Finished")
    String finished();

    @Message("Incident")
    String showIncident();
}

package io.caretaker.dashboards.console.registry;

import io.caretaker.dashboards.console.text.Numbers;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.ingest.downlink.CommandKind;
import io.caretaker.ingest.downlink.CommandState;
import io.caretaker.ingest.downlink.DeviceCommand;
import io.caretaker.ingest.downlink.DeviceCommands;
import io.caretaker.model.people.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The commands of one device, and what it can be told.
 *
 * @param problem why the last request was not taken, empty for none
 */
record CommandPanel(List<Line> lines, List<Kind> kinds, boolean mayCommand, String problem) {
    private static final int SHOWN = 10;

    /** @param range of the one number that the kind takes, empty when it takes none */
    record Kind(String name, String label, String range, boolean safetyRelevant) {}

    /**
     * @param people who asked, and who confirmed
     * @param mayConfirm whether the viewer is the second person that it waits for
     */
    record Line(
            String id,
            String what,
            CommandState state,
            String stateLabel,
            String time,
            String people,
            String note,
            boolean safetyRelevant,
            boolean mayConfirm,
            boolean mayCancel) {
        public boolean waitsForOther() {
            return state == CommandState.AWAITING_CONFIRMATION && !mayConfirm;
        }
    }

    static CommandPanel of(
            String device,
            DeviceCommands commands,
            UnaryOperator<String> names,
            Optional<Person> viewer,
            boolean mayCommand,
            Say say,
            String problem) {
        List<Line> lines = new ArrayList<>();
        for (DeviceCommand command : commands.newest(device, SHOWN)) {
            boolean other =
                    viewer.map(p -> !p.id().equals(command.requestedBy())).orElse(false);
            lines.add(new Line(
                    command.id(),
                    what(command, commands, say),
                    command.state(),
                    say.words().of("command", command.state().name()),
                    say.ago(command.changedMicros()),
                    names.apply(command.requestedBy())
                            + (command.confirmedBy().isEmpty() ? "" : " + " + names.apply(command.confirmedBy())),
                    note(command, say),
                    command.safetyRelevant(),
                    mayCommand && other && command.state() == CommandState.AWAITING_CONFIRMATION,
                    mayCommand && command.state().isPending()));
        }
        return new CommandPanel(
                lines,
                commands.catalogue().kinds().stream().map(k -> kind(k, say)).toList(),
                mayCommand,
                problem);
    }

    private static Kind kind(CommandKind kind, Say say) {
        String range = kind.parameters().stream()
                .map(p -> say.text(p.label()) + " " + Numbers.plain(p.min()) + "–" + Numbers.plain(p.max()) + " "
                        + Numbers.unit(p.unit()))
                .map(String::strip)
                .collect(Collectors.joining(", "));
        return new Kind(kind.name(), say.text(kind.label()), range, kind.safetyRelevant());
    }

    private static String what(DeviceCommand command, DeviceCommands commands, Say say) {
        return commands.catalogue().kinds().stream()
                .filter(k -> k.name().equals(command.name()))
                .findFirst()
                .map(k -> say.words()
                        .filled("command.with", Map.of("0", say.text(k.label()), "1", values(k, command, say))))
                .orElse(command.name());
    }

    private static String values(CommandKind kind, DeviceCommand command, Say say) {
        return say.list(kind.parameters().stream()
                .filter(p -> command.parameters().containsKey(p.name()))
                .map(p -> (say.text(p.label()) + " "
                                + Numbers.plain(command.parameters().get(p.name())) + " " + Numbers.unit(p.unit()))
                        .strip())
                .toList());
    }

    /** What the service itself says has words in both languages; what a device says is left as it is. */
    private static String note(DeviceCommand command, Say say) {
        return say.words()
                .find("command.note." + command.note().replace(' ', '.'))
                .orElse(command.note());
    }
}

package io.caretaker.model.work;

import io.caretaker.model.Ids;
import io.caretaker.model.Text;
import java.util.Set;

/**
 * Who repairs.
 *
 * @param skills trades they can do
 * @param estates the estates they serve; empty means all
 */
public record Crew(String id, Text name, Set<String> skills, Set<String> estates) {
    public Crew {
        Ids.require("id", id);
        skills = Set.copyOf(skills);
        estates = Set.copyOf(estates);
    }

    public boolean serves(String estate) {
        return estates.isEmpty() || estates.contains(estate);
    }
}

package org.pacsscp.worklist.mpps;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tag;

/**
 * What N-SET is to change (PS3.4 section F.7.2.2).
 *
 * @param allowed attributes that it may, sequences with all their items
 * @param others attributes that PS3.4 Table F.7.2-1 does not allow it
 */
record Modification(DataSet allowed, DataSet others) {
    static Modification of(DataSet modifications) {
        int[] settable = tags(modifications, true);
        int[] fixed = tags(modifications, false);
        return new Modification(modifications.without(fixed), modifications.without(settable));
    }

    private static int[] tags(DataSet modifications, boolean settable) {
        return StreamSupport.stream(modifications.spliterator(), false)
                .mapToInt(Element::tag)
                .filter(tag -> tag != Tag.SPECIFIC_CHARACTER_SET && AttributeRule.isSettable(tag) == settable)
                .toArray();
    }

    Gaps gaps() {
        return Gaps.ofSet(allowed);
    }

    boolean hasLawfulStatus() {
        return !allowed.contains(Tag.PERFORMED_PROCEDURE_STEP_STATUS)
                || MppsHandler.status(allowed).isPresent();
    }

    DataSet applyTo(DataSet attributes) {
        return Attributes.filledUp(Attributes.merged(attributes, allowed));
    }

    /** Returns the attributes that would be others if they were allowed. */
    List<Integer> notAllowedFor(DataSet attributes) {
        return StreamSupport.stream(others.spliterator(), false)
                .filter(element -> element.tag() != Tag.SPECIFIC_CHARACTER_SET)
                .filter(element -> !attributes.element(element.tag()).equals(Optional.of(element)))
                .map(Element::tag)
                .toList();
    }
}

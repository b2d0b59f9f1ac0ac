package org.pacsscp.dataset;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of an element: a row of PS3.6, or of the private elements of one creator.
 *
 * @param tag the tag; of a repeating group's element the one of its constant in {@link Tag}, such as 60000010H for
 *     (60xx,0010); of a private element with 00 for the block, such as 00290001H for (0029,xx01)
 * @param keyword the keyword, such as {@code PatientName}; empty for the few retired elements that PS3.6 lists without
 *     one, and may be empty for private elements
 * @param name the name, such as {@code Patient's Name}; may be empty like the keyword
 * @param vrs the VRs that it may have, in the standard's order; empty for the delimiters of items and sequences
 * @param vm how many values it may have
 * @param retired whether the standard has retired it
 * @param privateCreator the creator of a private element; empty for an element of the standard
 * @since 0.1.0
 */
public record DictionaryEntry(
        int tag,
        String keyword,
        String name,
        List<Vr> vrs,
        ValueMultiplicity vm,
        boolean retired,
        Optional<String> privateCreator) {
    /** Checks for nulls and copies the list. */
    public DictionaryEntry {
        Objects.requireNonNull(keyword, "keyword");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(vm, "vm");
        Objects.requireNonNull(privateCreator, "privateCreator");
        vrs = List.copyOf(vrs);
    }
}

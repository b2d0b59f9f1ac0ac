package org.pacsscp.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The data dictionary: the elements of PS3.6, and private elements by their creators, where an application adds them.
 * Immutable.
 *
 * <p>Elements of repeating groups are found by any of their tags: (6002,3000) is Overlay Data. Lengths of groups,
 * (gggg,0000), have no entries unless PS3.6 lists them, but a VR. Private elements are found together with their
 * creator, whatever block it has reserved (PS3.5 section 7.8.1).
 *
 * <pre>{@code
 * Dictionary dictionary = Dictionary.builder()
 *         .privateElement("ACME 1.1", 0x0029, 0x01, Vr.DS, "1", "AcmeCtParameter")
 *         .build();
 * dictionary.vr(0x00291101, "ACME 1.1");                           // DS
 * Dictionary.standard().find("PatientName").map(DictionaryEntry::tag);   // 00100010H
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Dictionary {
    private static final Dictionary STANDARD = new Dictionary(Map.of());

    private final StandardElements elements = StandardElements.instance();
    private final Map<String, Map<Integer, DictionaryEntry>> byCreator;

    private Dictionary(Map<String, Map<Integer, DictionaryEntry>> byCreator) {
        this.byCreator = byCreator;
    }

    /**
     * Returns the dictionary of PS3.6, without any private element.
     *
     * @return the dictionary
     */
    public static Dictionary standard() {
        return STANDARD;
    }

    /**
     * Begins a dictionary of PS3.6 and private elements.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the VR of an element that is encoded without one (PS3.5 section A.1). Of several that it may have, this is OW
     * if that is one of them, else the first: OW for Pixel Data, US for Smallest Image Pixel Value.
     *
     * @param tag any tag
     * @return the VR: UL for a length of a group, LO for a private creator, UN for what is not known, such as all other
     *     private elements, and for delimiters
     */
    public Vr vr(int tag) {
        if (Tags.isPrivate(tag)) {
            return privateVr(tag);
        }
        int index = elements.indexOf(tag);
        if (index >= 0) {
            return elements.implicitVr(index);
        }
        return Tags.isGroupLength(tag) ? Vr.UL : Vr.UN;
    }

    /**
     * Returns the VR of a private element that is encoded without one.
     *
     * @param tag the tag of an element in a private block
     * @param privateCreator the value of its private creator; spaces around it do not matter
     * @return the VR, as {@link #vr(int)} has it; UN if this dictionary does not know the element
     */
    public Vr vr(int tag, String privateCreator) {
        return find(tag, privateCreator).map(Dictionary::implicitVr).orElseGet(() -> vr(tag));
    }

    /** The only value representation that the standard has for a tag; null if it has several, or does not know it. */
    @Nullable
    Vr onlyVr(int tag) {
        int index = Tags.isPrivate(tag) ? -1 : elements.indexOf(tag);
        return index < 0 ? null : elements.onlyVr(index);
    }

    /** The value representations that the standard has for a tag; none if it does not know it. */
    List<Vr> vrs(int tag) {
        int index = Tags.isPrivate(tag) ? -1 : elements.indexOf(tag);
        return index < 0 ? List.of() : elements.vrs(index);
    }

    /**
     * Looks an element of the standard up.
     *
     * @param tag any tag
     * @return the entry; empty if PS3.6 has none, and for each private element
     */
    public Optional<DictionaryEntry> find(int tag) {
        int index = Tags.isPrivate(tag) ? -1 : elements.indexOf(tag);
        return index < 0
                ? Optional.empty()
                : Optional.of(StandardDescriptions.instance().entry(index, elements));
    }

    /**
     * Looks a private element up.
     *
     * @param tag the tag of an element in a private block
     * @param privateCreator the value of its private creator; spaces around it do not matter
     * @return the entry; empty if this dictionary does not know the element, and for each element of the standard
     */
    public Optional<DictionaryEntry> find(int tag, String privateCreator) {
        Map<Integer, DictionaryEntry> ofCreator = byCreator.get(privateCreator.strip());
        return ofCreator == null || !Tags.isPrivate(tag) || Tags.element(tag) < 0x1000
                ? Optional.empty()
                : Optional.ofNullable(ofCreator.get(withoutBlock(tag)));
    }

    /**
     * Looks an element of the standard up.
     *
     * @param keyword the keyword, such as {@code PatientName}; case matters
     * @return the entry; empty if PS3.6 has none
     */
    public Optional<DictionaryEntry> find(String keyword) {
        StandardDescriptions descriptions = StandardDescriptions.instance();
        int index = descriptions.indexOf(keyword);
        return index < 0 ? Optional.empty() : Optional.of(descriptions.entry(index, elements));
    }

    /**
     * Returns all entries: those of PS3.6 in the order of their tags, then private ones in no order.
     *
     * @return a new stream
     */
    public Stream<DictionaryEntry> entries() {
        Stream<DictionaryEntry> standard = IntStream.range(0, elements.size())
                .mapToObj(index -> StandardDescriptions.instance().entry(index, elements));
        return Stream.concat(standard, byCreator.values().stream().flatMap(ofCreator -> ofCreator.values().stream()));
    }

    private static Vr privateVr(int tag) {
        if (Tags.isPrivateCreator(tag)) {
            return Vr.LO;
        }
        return Tags.isGroupLength(tag) ? Vr.UL : Vr.UN;
    }

    private static Vr implicitVr(DictionaryEntry entry) {
        return entry.vrs().contains(Vr.OW) ? Vr.OW : entry.vrs().get(0);
    }

    private static int withoutBlock(int tag) {
        return tag & 0xFFFF00FF;
    }

    /**
     * Adds private elements to the dictionary of PS3.6. Not for use by several threads.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private final Map<String, Map<Integer, DictionaryEntry>> byCreator = new HashMap<>();

        private Builder() {}

        /**
         * Adds a private element, or replaces the one that was added for the same place.
         *
         * @param privateCreator the value of Private Creator that reserves the block; spaces around it do not matter
         * @param group the group, odd, 9 to FFFDH
         * @param element the element within its block, 0 to FFH: 01H for (0029,xx01)
         * @param vr the VR
         * @param vm the value multiplicity, such as {@code 1-n}
         * @param keyword a keyword, which serves as name, too; may be empty
         * @return this builder
         * @throws IllegalArgumentException if a number is out of range, the creator is blank, or the multiplicity has none
         *     of its forms
         */
        public Builder privateElement(String privateCreator, int group, int element, Vr vr, String vm, String keyword) {
            String creator = privateCreator.strip();
            if (creator.isEmpty()) {
                throw new IllegalArgumentException("a private element needs a creator that is not blank");
            }
            // PS3.5 section 7.8.1: groups 1 to 7 and FFFFH shall not be used.
            if (group < 9 || group > 0xFFFD || group % 2 == 0 || element < 0 || element > 0xFF) {
                throw new IllegalArgumentException(
                        "private element %XH of group %XH of creator \"%s\"; the group must be odd,"
                                        .formatted(element, group, creator)
                                + " 9H to FFFDH, and the element 0 to FFH, without its block");
            }
            Objects.requireNonNull(vr, "vr");
            int tag = Tags.of(group, element);
            DictionaryEntry entry = new DictionaryEntry(
                    tag, keyword, keyword, List.of(vr), ValueMultiplicity.of(vm), false, Optional.of(creator));
            byCreator.computeIfAbsent(creator, any -> new HashMap<>()).put(tag, entry);
            return this;
        }

        /**
         * Makes the dictionary; the builder may go on.
         *
         * @return the dictionary
         */
        public Dictionary build() {
            Map<String, Map<Integer, DictionaryEntry>> copy = new HashMap<>();
            byCreator.forEach((creator, entries) -> copy.put(creator, Map.copyOf(entries)));
            return new Dictionary(copy);
        }
    }
}

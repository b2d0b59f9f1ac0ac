package org.pacsscp.dataset.value;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The name of a person in up to three groups of up to five components each (PS3.5 section 6.2.1).
 *
 * <pre>{@code
 * PersonName name = PersonName.parse("Yamada^Tarou=山田^太郎=やまだ^たろう");
 * name.alphabetic().familyName();  // "Yamada"
 * name.ideographic().text();       // "山田^太郎"
 * }</pre>
 *
 * @param alphabetic the name in letters, which most systems show; may be empty
 * @param ideographic the name in ideographs, or in another script; may be empty
 * @param phonetic how the name is spoken; may be empty
 * @since 0.1.0
 */
public record PersonName(Group alphabetic, Group ideographic, Group phonetic) {
    /** A name without a character. */
    public static final PersonName EMPTY = new PersonName(Group.EMPTY, Group.EMPTY, Group.EMPTY);

    /**
     * One writing of a name; each component may be empty.
     *
     * @param familyName the family name, or for an animal that of its responsible person or organization
     * @param givenName the given name, or for an animal its name
     * @param middleName the middle name
     * @param prefix what stands before the name, such as a title
     * @param suffix what stands behind the name, such as a degree
     * @since 0.1.0
     */
    public record Group(String familyName, String givenName, String middleName, String prefix, String suffix) {
        /** A group without a character. */
        public static final Group EMPTY = new Group("", "", "", "", "");

        /** The greatest number of characters of a group, its delimiters included (PS3.5 Table 6.2-1). */
        public static final int MAX_LENGTH = 64;

        private static final int COMPONENTS = 5;

        /**
         * Checks a group. How long it is, is not checked.
         *
         * @throws IllegalArgumentException if a component has a caret, an equals sign, a backslash or a control
         *     character
         */
        public Group {
            checkComponent("family name", familyName);
            checkComponent("given name", givenName);
            checkComponent("middle name", middleName);
            checkComponent("prefix", prefix);
            checkComponent("suffix", suffix);
        }

        private static void checkComponent(String what, String component) {
            Objects.requireNonNull(component, what);
            for (int i = 0; i < component.length(); i++) {
                char c = component.charAt(i);
                if (c == '^' || c == '=' || c == '\\' || Character.isISOControl(c)) {
                    throw new IllegalArgumentException("the " + what + " has a delimiter or control character at " + i
                            + ", which is no part of a name");
                }
            }
        }

        /**
         * Makes a group of a family name and a given name.
         *
         * @param familyName the family name
         * @param givenName the given name
         * @return the group
         * @throws IllegalArgumentException as the constructor does
         */
        public static Group of(String familyName, String givenName) {
            return new Group(familyName, givenName, "", "", "");
        }

        static Group parse(String text) {
            List<String> components = split(text, '^', COMPONENTS);
            return new Group(
                    components.get(0), components.get(1), components.get(2), components.get(3), components.get(4));
        }

        /**
         * Tells whether there is nothing in this group.
         *
         * @return whether each component is empty
         */
        public boolean isEmpty() {
            return components().allMatch(String::isEmpty);
        }

        /**
         * Returns the group as a data set has it, without carets at its end.
         *
         * @return the components with carets between them
         */
        public String text() {
            return joined(components(), '^');
        }

        private Stream<String> components() {
            return Stream.of(familyName, givenName, middleName, prefix, suffix);
        }

        /** Tells how many characters there are, and none of them. */
        @Override
        public String toString() {
            return "Group[" + text().length() + " characters]";
        }
    }

    /** Checks that there is a group of each kind, if an empty one. */
    public PersonName {
        Objects.requireNonNull(alphabetic, "alphabetic");
        Objects.requireNonNull(ideographic, "ideographic");
        Objects.requireNonNull(phonetic, "phonetic");
    }

    /**
     * Makes a name of its alphabetic group.
     *
     * @param familyName the family name
     * @param givenName the given name
     * @return the name
     * @throws IllegalArgumentException if a component has a delimiter or control character
     */
    public static PersonName of(String familyName, String givenName) {
        return new PersonName(Group.of(familyName, givenName), Group.EMPTY, Group.EMPTY);
    }

    /**
     * Reads a name, one value. Never throws: spaces around a component do not count, control characters and backslashes
     * become spaces, and what follows a fifth component or a third group is no part of a name and is left out.
     *
     * @param text the value
     * @return the name, {@link #EMPTY} of an empty text
     */
    public static PersonName parse(String text) {
        List<String> groups = split(text, '=', 3);
        return new PersonName(Group.parse(groups.get(0)), Group.parse(groups.get(1)), Group.parse(groups.get(2)));
    }

    /** Splits a text into so many parts, empty ones where there are fewer, leaving out what follows the last. */
    private static List<String> split(String text, char delimiter, int parts) {
        String[] found = new String[parts];
        int start = 0;
        for (int part = 0; part < parts; part++) {
            int end = start > text.length() ? -1 : text.indexOf(delimiter, start);
            int until = end < 0 ? text.length() : end;
            found[part] = start > text.length() ? "" : cleaned(text.substring(start, until));
            start = until + 1;
        }
        return List.of(found);
    }

    private static String cleaned(String part) {
        StringBuilder kept = new StringBuilder(part);
        for (int i = 0; i < kept.length(); i++) {
            if (kept.charAt(i) == '\\' || Character.isISOControl(kept.charAt(i))) {
                kept.setCharAt(i, ' ');
            }
        }
        int from = 0;
        int to = kept.length();
        while (from < to && kept.charAt(from) == ' ') {
            from++;
        }
        while (to > from && kept.charAt(to - 1) == ' ') {
            to--;
        }
        return kept.substring(from, to);
    }

    private static String joined(Stream<String> parts, char delimiter) {
        String all = parts.collect(Collectors.joining(String.valueOf(delimiter)));
        int end = all.length();
        while (end > 0 && all.charAt(end - 1) == delimiter) {
            end--;
        }
        return all.substring(0, end);
    }

    /**
     * Tells whether there is nothing in this name.
     *
     * @return whether each group is empty
     */
    public boolean isEmpty() {
        return alphabetic.isEmpty() && ideographic.isEmpty() && phonetic.isEmpty();
    }

    /**
     * Returns the name as a data set has it, without delimiters that nothing follows.
     *
     * @return the groups with equals signs between them
     */
    public String text() {
        return joined(Stream.of(alphabetic.text(), ideographic.text(), phonetic.text()), '=');
    }

    /** Tells how many characters each group has, and none of them. */
    @Override
    public String toString() {
        return "PersonName[" + alphabetic.text().length() + ", "
                + ideographic.text().length() + ", " + phonetic.text().length() + " characters]";
    }
}

package org.pacsscp.examples.call;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.QueryLevel;

/**
 * What is asked for, as it was typed. It is held against the rules of PS3.4 sections C.4.1 and C.4.2 before there is an
 * association, in the words of the command line.
 *
 * @param root the information model
 * @param level the level; empty if none was typed
 * @param keys the keys, without the level
 */
public record Question(QueryRoot root, Optional<QueryLevel> level, List<Key> keys) {
    /** Copies. */
    public Question {
        keys = List.copyOf(keys);
    }

    /**
     * Makes the identifier of a search.
     *
     * @return the identifier; studies are searched for if no level was typed, and patients in the patient root
     * @throws IllegalArgumentException if the level does not fit the root, a key is missing, or a value is forbidden
     */
    public Identifier search() {
        if (root == QueryRoot.WORKLIST) {
            return new KeySet(keys).addTo(level.isEmpty() ? Identifier.worklist() : root.at(level.get()));
        }
        QueryLevel asked = level.orElse(root == QueryRoot.PATIENT ? QueryLevel.PATIENT : QueryLevel.STUDY);
        Identifier identifier = root.at(asked);
        requireKeysAbove(asked);
        return new KeySet(keys).addTo(identifier);
    }

    /**
     * Makes the identifier of a retrieval.
     *
     * @return the identifier; of studies if no level was typed
     * @throws IllegalArgumentException as {@link #search}, and if there are other keys than unique ones
     */
    public Identifier retrieval() {
        if (root == QueryRoot.WORKLIST) {
            throw new IllegalArgumentException(
                    "nothing can be retrieved from a worklist; give --root study or patient");
        }
        QueryLevel asked = level.orElse(QueryLevel.STUDY);
        Identifier identifier = root.at(asked);
        requireUniqueKeysOnly(asked);
        requireKeysAbove(asked);
        if (!isGiven(asked, asked != QueryLevel.PATIENT)) {
            throw missing(asked, "a retrieval");
        }
        return new KeySet(keys).addTo(identifier);
    }

    private void requireKeysAbove(QueryLevel asked) {
        for (QueryLevel above : levels()) {
            if (above.compareTo(asked) < 0 && !isGiven(above, false)) {
                throw missing(above, "level " + asked);
            }
        }
    }

    private void requireUniqueKeysOnly(QueryLevel asked) {
        List<String> allowed = levels().stream()
                .filter(one -> one.compareTo(asked) <= 0)
                .map(one -> Attributes.name(one.uniqueKey()))
                .toList();
        for (Key key : keys) {
            if (!allowed.contains(key.toString())) {
                throw new IllegalArgumentException("a retrieval at level " + asked + " takes only unique keys, "
                        + String.join(" and ", allowed) + ", and not " + key
                        + "; find what it matches first, or give another --level");
            }
        }
    }

    private List<QueryLevel> levels() {
        return Arrays.stream(QueryLevel.values())
                .filter(one -> root != QueryRoot.STUDY || one != QueryLevel.PATIENT)
                .toList();
    }

    /** Tells whether a unique key has a value of which no wild card makes several. */
    private boolean isGiven(QueryLevel one, boolean severalValues) {
        String forbidden = severalValues ? "*?" : "*?\\";
        return keys.stream()
                .filter(key -> key.isAtTheTop() && key.attribute().tag() == one.uniqueKey())
                .flatMap(key -> key.value().stream())
                .anyMatch(value -> value.chars().noneMatch(c -> forbidden.indexOf(c) >= 0));
    }

    private static IllegalArgumentException missing(QueryLevel one, String what) {
        String key = Attributes.name(one.uniqueKey());
        return new IllegalArgumentException(
                what + " needs one " + key + ", without wild cards: give --key " + key + "=VALUE");
    }
}

package org.pacsscp.dataset.match;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pacsscp.dataset.value.PersonName;

/**
 * What a query wants the name of a person to be. Case does not count; accents, the order of components and how a name sounds do
 * (PS3.4 section C.2.2.2.1.1 leaves that to the implementation).
 *
 * <p>A key of one group is looked for in each group of a name, and in the whole name as it is written; of a key of several, each
 * group that is not empty is looked for in its own place.
 */
final class NameCriterion implements Predicate<String> {
    private final List<Predicate<String>> groups;
    private final boolean anyGroup;

    private NameCriterion(List<Predicate<String>> groups, boolean anyGroup) {
        this.groups = groups;
        this.anyGroup = anyGroup;
    }

    static NameCriterion of(String key, boolean wildCards) {
        boolean anyGroup = key.indexOf('=') < 0;
        PersonName name = PersonName.parse(key);
        return new NameCriterion(
                texts(name).map(group -> group(group, wildCards)).toList(), anyGroup);
    }

    private static Predicate<String> group(String key, boolean wildCards) {
        if (key.isEmpty()) {
            return stored -> true;
        }
        String folded = fold(key);
        return wildCards && WildCard.isIn(folded) ? WildCard.of(folded)::matches : folded::equals;
    }

    private static Stream<String> texts(PersonName name) {
        return Stream.of(name.alphabetic(), name.ideographic(), name.phonetic()).map(PersonName.Group::text);
    }

    /** In two steps, since some letters have two lower cases, and others no upper one. */
    private static String fold(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean test(String stored) {
        PersonName name = PersonName.parse(stored);
        List<String> texts = texts(name).map(NameCriterion::fold).toList();
        if (anyGroup) {
            Predicate<String> only = groups.get(0);
            return texts.stream().anyMatch(text -> !text.isEmpty() && only.test(text)) || only.test(fold(name.text()));
        }
        for (int i = 0; i < texts.size(); i++) {
            if (!groups.get(i).test(texts.get(i))) {
                return false;
            }
        }
        return true;
    }
}

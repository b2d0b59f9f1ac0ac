package org.pacsscp.dataset.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pacsscp.dataset.DataSet;

/** Whatever is asked of whatever is stored has an answer, under each policy and with all or nothing negotiated. */
class QueryFuzzTest {
    private static final List<QueryRules> RULES = List.of(
            QueryRules.queryRetrieve(),
            QueryRules.worklist(),
            QueryRules.queryRetrieve()
                    .withCombinedDateTime(true)
                    .withEmptyValues(true)
                    .withMultipleValues(true)
                    .withTimezoneAdjustment(true));

    /** The bytes are what {@link WrittenDataSet} reads: a query, a NUL, and a data set. */
    @FuzzTest
    void matchesWhateverIsAskedFor(byte[] bytes) {
        String[] both = new String(bytes, StandardCharsets.UTF_8).split("\0", 2);
        DataSet identifier;
        DataSet stored;
        try {
            identifier = WrittenDataSet.of(both[0]);
            stored = WrittenDataSet.of(both.length > 1 ? both[1] : "");
        } catch (IllegalArgumentException e) {
            return; // No data set was written down.
        }
        for (QueryRules rules : RULES) {
            Query query = Query.of(identifier, rules);
            assertThat(query.answer(stored).isPresent()).isEqualTo(query.matches(stored));
            query.answer(stored)
                    .ifPresent(answer -> assertThat(answer.size()).isLessThanOrEqualTo(identifier.size() + 2));
        }
        assertThat(Query.of(DataSet.empty(), RULES.get(1)).matches(stored)).isTrue();
    }

    /** The bytes are a pattern, a NUL, and a text. */
    @FuzzTest
    void matchesWildCards(byte[] bytes) {
        String[] both = new String(bytes, StandardCharsets.ISO_8859_1).split("\0", 2);
        if (both.length < 2) {
            return;
        }
        assertThat(WildCard.of(both[0]).matches(both[1])).isEqualTo(fits(both[0], both[1]));
    }

    /** Follows all ways in which a pattern may go along a text at the same time; a regular expression would take one after the other. */
    private static boolean fits(String pattern, String text) {
        boolean[] reached = new boolean[text.length() + 1];
        reached[0] = true;
        for (int i = 0; i < pattern.length(); i++) {
            char character = pattern.charAt(i);
            boolean[] next = new boolean[reached.length];
            for (int at = 0; at < reached.length; at++) {
                next[at] = character == '*'
                        ? reached[at] || (at > 0 && next[at - 1])
                        : at > 0 && reached[at - 1] && (character == '?' || character == text.charAt(at - 1));
            }
            reached = next;
        }
        return reached[text.length()];
    }
}

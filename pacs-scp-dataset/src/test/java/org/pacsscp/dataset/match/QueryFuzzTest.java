package org.pacsscp.dataset.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pacsscp.dataset.DataSet;

/** Whatever is asked of whatever is stored has an answer, under each policy and with all or nothing negotiated. */
class QueryFuzzTest {
    private static final int LONGEST_PATTERN = 12;

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
        if (both.length < 2 || both[0].length() > LONGEST_PATTERN) {
            return;
        }
        String expression = both[0].chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf((char) c)))
                .collect(Collectors.joining());
        assertThat(WildCard.of(both[0]).matches(both[1]))
                .isEqualTo(Pattern.compile(expression, Pattern.DOTALL)
                        .matcher(both[1])
                        .matches());
    }
}

package org.pacsscp.core.internal.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.pacsscp.testkit.script.ScriptedPeer;

/**
 * What a peer hears that causes an event in a state: a table with a column for each state, whose first names the event. "close" is the
 * end of the stream without a byte before it; where nothing stands, nothing is said of it.
 */
public final class StateAnswers {
    private final List<List<String>> rows;

    private StateAnswers(List<List<String>> rows) {
        this.rows = rows;
    }

    /** Reads a table, whose columns are separated by bars. */
    public static StateAnswers of(String table) {
        return new StateAnswers(table.lines()
                .map(row ->
                        Arrays.stream(row.split("\\|", -1)).map(String::trim).toList())
                .toList());
    }

    /** Returns the answers in a state, by event. */
    public Map<String, String> in(String state) {
        int column = rows.get(0).indexOf(state);
        assertThat(column).as("column of %s", state).isPositive();
        Map<String, String> answers = new LinkedHashMap<>();
        rows.stream().skip(1).forEach(row -> answers.put(row.get(0), row.get(column)));
        return answers;
    }

    /** Returns the events and answers in a state, as arguments of a test. */
    public Stream<Arguments> argumentsIn(String state) {
        return in(state).entrySet().stream().map(answer -> Arguments.of(answer.getKey(), answer.getValue()));
    }

    /** Has a peer cause an event. */
    public static void cause(ScriptedPeer peer, String event) throws IOException {
        switch (event) {
            case "end of stream" -> peer.endSending();
            case "reset" -> peer.reset();
            case "P-DATA-TF" -> peer.send("<C-ECHO-RQ>");
            case "invalid PDU" -> peer.send("08");
            default -> peer.send("<" + event + ">");
        }
    }

    /** Fails if a peer hears something else. */
    public static void judge(ScriptedPeer peer, String answer) throws IOException {
        switch (answer) {
            case "" -> {}
            case "close" -> peer.expectEnd();
            default -> peer.expect(answer).finish();
        }
    }
}

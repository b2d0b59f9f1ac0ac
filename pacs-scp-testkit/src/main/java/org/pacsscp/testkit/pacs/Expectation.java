package org.pacsscp.testkit.pacs;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SopClass;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.match.Query;
import org.pacsscp.dataset.match.QueryRules;

/**
 * Requests that a test expects, and what they are answered with: see {@link FakePacs#onFind}. Any thread.
 *
 * <p>It is in force once {@code respond} was called. Of several that fit a request, the one made last answers.
 *
 * @since 0.1.0
 */
public final class Expectation {
    private final CommandField field;
    private final List<RequestMatcher> matchers;
    private final Expectations expectations;
    private volatile Function<RecordedOperation, Reply> answer = operation -> Reply.success();

    Expectation(CommandField field, List<RequestMatcher> matchers, Expectations expectations) {
        this.field = field;
        this.matchers = List.copyOf(matchers);
        this.expectations = expectations;
    }

    /**
     * Answers with replies, one request after the other; the last reply answers all that follow.
     *
     * @param first for the first request
     * @param more for the next ones
     * @return this
     */
    public Expectation respond(Reply first, Reply... more) {
        List<Reply> replies = List.of(more);
        AtomicInteger answered = new AtomicInteger();
        return respondWith(operation -> {
            int index = answered.getAndIncrement();
            return index == 0 || replies.isEmpty() ? first : replies.get(Math.min(index, replies.size()) - 1);
        });
    }

    /**
     * Answers with a status, and nothing else.
     *
     * @param status of the final response
     * @return this
     */
    public Expectation respond(DimseStatus status) {
        return respond(Reply.status(status));
    }

    /**
     * Answers with matches, then 0000H.
     *
     * @param dataSets what is found; none for nothing
     * @return this
     */
    public Expectation respondMatches(DataSet... dataSets) {
        return respond(Reply.matches(dataSets));
    }

    /**
     * Answers each query with those of some data sets that match it, as PS3.4 C.2.2.2 has it, and of each with what is asked for.
     *
     * @param stored attributes of the level that is asked for, such as {@code InventedStudy.attributes()}, or worklist items
     * @return this
     */
    public Expectation respondFrom(DataSet... stored) {
        List<DataSet> held = List.of(stored);
        return respondWith(operation -> {
            boolean worklist =
                    operation.context().abstractSyntax().equals(SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND);
            Query query = Query.of(operation.dataSet(), worklist ? QueryRules.worklist() : QueryRules.queryRetrieve());
            return Reply.matches(held.stream()
                    .flatMap(dataSet -> query.answer(dataSet).stream())
                    .toArray(DataSet[]::new));
        });
    }

    /**
     * Answers as a function says, which is called on the association's thread.
     *
     * @param function makes the reply to a request; what it throws is answered with 0110H and fails the test
     * @return this
     */
    public Expectation respondWith(Function<RecordedOperation, Reply> function) {
        answer = function;
        expectations.add(this);
        return this;
    }

    CommandField field() {
        return field;
    }

    boolean matches(RecordedOperation operation) {
        return operation.commandField().filter(field::equals).isPresent()
                && matchers.stream()
                        .allMatch(matcher -> matcher.mismatch(operation).isEmpty());
    }

    Reply answer(RecordedOperation operation) {
        return answer.apply(operation);
    }

    /** Says which conditions a request does not fulfil, and why. */
    List<String> misses(RecordedOperation operation) {
        return matchers.stream()
                .flatMap(matcher -> matcher.mismatch(operation).stream())
                .toList();
    }

    /** Returns the kind of request, and the conditions. */
    @Override
    public String toString() {
        return field + (matchers.isEmpty() ? "" : " with " + matchers);
    }
}

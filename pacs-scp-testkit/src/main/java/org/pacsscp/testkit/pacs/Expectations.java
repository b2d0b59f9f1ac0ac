package org.pacsscp.testkit.pacs;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** What a test expects of requests, the latest first. Any thread. */
final class Expectations {
    private static final int NEAREST = 3;

    private final List<Expectation> expectations = new CopyOnWriteArrayList<>();

    void add(Expectation expectation) {
        expectations.remove(expectation);
        expectations.add(0, expectation);
    }

    Optional<Expectation> find(RecordedOperation operation) {
        return expectations.stream()
                .filter(expectation -> expectation.matches(operation))
                .findFirst();
    }

    /** Describes a request that nobody expects, and the expectations that come nearest. */
    String unexpected(RecordedOperation operation) {
        List<Expectation> nearest = expectations.stream()
                .sorted(Comparator.comparingInt(expectation -> distance(expectation, operation)))
                .limit(NEAREST)
                .toList();
        return "unexpected " + operation.commandField().map(Object::toString).orElse("request") + ": "
                + indented(operation.toString())
                + (nearest.isEmpty()
                        ? "\n  nothing is expected"
                        : nearest.stream()
                                .map(expectation -> difference(expectation, operation))
                                .collect(Collectors.joining("", "\n  nearest to it:", "")));
    }

    private static int distance(Expectation expectation, RecordedOperation operation) {
        int other = operation.commandField().filter(expectation.field()::equals).isPresent() ? 0 : 1000;
        return other + expectation.misses(operation).size();
    }

    private static String difference(Expectation expectation, RecordedOperation operation) {
        boolean sameKind =
                operation.commandField().filter(expectation.field()::equals).isPresent();
        List<String> misses = expectation.misses(operation);
        return "\n    " + expectation
                + (sameKind ? "" : "\n      ! another kind of request")
                + misses.stream().map(miss -> "\n      ! " + miss).collect(Collectors.joining());
    }

    private static String indented(String text) {
        return text.lines().collect(Collectors.joining("\n    "));
    }
}

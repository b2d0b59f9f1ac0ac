package org.pacsscp.testkit.pacs;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Element;

/**
 * Tells to which requests an expectation is the answer. Immutable.
 *
 * @since 0.1.0
 */
public final class RequestMatcher {
    private final String description;
    private final Function<RecordedOperation, Optional<String>> mismatch;

    private RequestMatcher(String description, Function<RecordedOperation, Optional<String>> mismatch) {
        this.description = description;
        this.mismatch = mismatch;
    }

    /**
     * Takes requests that fulfil a condition.
     *
     * @param description shown where a request does not, such as {@code for a CT}
     * @param condition what must hold
     * @return the matcher
     */
    public static RequestMatcher that(String description, Predicate<RecordedOperation> condition) {
        return new RequestMatcher(
                description,
                operation -> condition.test(operation) ? Optional.empty() : Optional.of("not " + description));
    }

    /**
     * Takes requests about a SOP class.
     *
     * @param uid the affected or requested SOP class
     * @return the matcher
     */
    public static RequestMatcher sopClass(Uid uid) {
        return that(
                "SOP class " + uid,
                operation -> operation.command().sopClassUid().equals(Optional.of(uid)));
    }

    /**
     * Takes requests about a SOP instance.
     *
     * @param uid the affected or requested SOP instance
     * @return the matcher
     */
    public static RequestMatcher sopInstance(Uid uid) {
        return that(
                "SOP instance " + uid,
                operation -> operation
                        .command()
                        .affectedSopInstanceUid()
                        .or(operation.command()::requestedSopInstanceUid)
                        .equals(Optional.of(uid)));
    }

    /**
     * Takes requests of one requestor.
     *
     * @param aeTitle its calling AE title
     * @return the matcher
     */
    public static RequestMatcher callingAeTitle(String aeTitle) {
        return that(
                "calling AE title " + aeTitle,
                operation -> operation.callingAeTitle().equals(aeTitle));
    }

    /**
     * Takes requests whose data set has these elements with these values, whatever else it has: the keys of a query, or what an
     * instance to be stored says.
     *
     * @param keys what is expected; an element without a value is expected without one
     * @return the matcher
     */
    public static RequestMatcher matching(DataSet keys) {
        return new RequestMatcher("keys of " + keys.size() + " elements", operation -> {
            DataSet asked = operation.dataSet();
            return StreamSupport.stream(keys.spliterator(), false)
                    .filter(key -> !asked.element(key.tag()).equals(Optional.of(key)))
                    .map(key -> key(key) + ", heard "
                            + asked.element(key.tag())
                                    .map(RequestMatcher::value)
                                    .orElse("none"))
                    .reduce((first, second) -> first + "; " + second);
        });
    }

    /**
     * Takes requests whose data set has an element with one value.
     *
     * @param tag the element's tag
     * @param value the value, without padding
     * @return the matcher
     */
    public static RequestMatcher key(int tag, String value) {
        return new RequestMatcher("%s = \"%s\"".formatted(name(tag), value), operation -> {
            Optional<String> asked = operation.dataSet().text(tag);
            return asked.equals(Optional.of(value))
                    ? Optional.empty()
                    : Optional.of("%s: expected \"%s\", heard %s"
                            .formatted(
                                    name(tag),
                                    value,
                                    asked.map(text -> '"' + text + '"').orElse("none")));
        });
    }

    private static String key(Element key) {
        return name(key.tag()) + ": expected " + value(key);
    }

    private static String name(int tag) {
        return "(%04X,%04X)".formatted(tag >>> 16, tag & 0xFFFF);
    }

    private static String value(Element element) {
        return element.vr().isText() ? '"' + String.join("\\", element.texts()) + '"' : element.toString();
    }

    /** Says why a request is not one of these; empty if it is. */
    Optional<String> mismatch(RecordedOperation operation) {
        return mismatch.apply(operation);
    }

    /** Returns the description. */
    @Override
    public String toString() {
        return description;
    }
}

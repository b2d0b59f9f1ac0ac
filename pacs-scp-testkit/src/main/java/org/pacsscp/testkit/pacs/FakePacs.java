package org.pacsscp.testkit.pacs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.pacsscp.api.CommandField;

/**
 * A PACS on a free port of this machine, for the tests of clients. Any thread.
 *
 * <p>It accepts every association, answers C-ECHO and C-STORE with success, and everything else as it is told. A request that
 * nobody has told it of is answered with 0110H, and fails the test when the fake PACS is closed or {@linkplain #verify()
 * verified}: the error shows the request, taken apart, and the expectations that come nearest to it.
 *
 * <pre>{@code
 * try (FakePacs pacs = FakePacs.start()) {
 *     pacs.onFind(RequestMatcher.callingAeTitle("MY_CLIENT")).respond(Reply.success().pending(match));
 *     pacs.inject(Fault.at(Place.RESPONSE, new Effect.Status(DimseStatus.of(0xA700))).on(CommandField.C_STORE_RQ));
 *
 *     myClient.send("localhost", pacs.port(), file);
 *
 *     StoredInstance stored = pacs.takeStored(Duration.ofSeconds(5));
 *     assertThat(stored.sopClass()).isEqualTo(SopClass.CT_IMAGE_STORAGE);
 * }
 * }</pre>
 *
 * <p>With JUnit, an extension does the starting and closing.
 *
 * @since 0.1.0
 */
public final class FakePacs implements AutoCloseable {
    private final Settings settings;
    private final FaultPlan faults;
    private final Listener listener;
    private final boolean lenient;

    FakePacs(Settings settings, FaultPlan faults, Listener listener, boolean lenient) {
        this.settings = settings;
        this.faults = faults;
        this.listener = listener;
        this.lenient = lenient;
    }

    /**
     * Starts one with the defaults.
     *
     * @return a fake PACS that listens
     * @throws IOException if there is no free port
     */
    public static FakePacs start() throws IOException {
        return builder().start();
    }

    /**
     * Begins one with other settings.
     *
     * @return a builder
     */
    public static FakePacsBuilder builder() {
        return new FakePacsBuilder();
    }

    /**
     * Returns the port.
     *
     * @return 1 to 65535
     */
    public int port() {
        return address().getPort();
    }

    /**
     * Returns where it listens.
     *
     * @return a port of the loopback address
     */
    public InetSocketAddress address() {
        return listener.address();
    }

    /**
     * Expects C-ECHO.
     *
     * @param matchers all must match
     * @return to be told the answer
     */
    public Expectation onEcho(RequestMatcher... matchers) {
        return on(CommandField.C_ECHO_RQ, matchers);
    }

    /**
     * Expects C-STORE. An instance counts as stored if it is answered with success or a warning.
     *
     * @param matchers all must match
     * @return to be told the answer
     */
    public Expectation onStore(RequestMatcher... matchers) {
        return on(CommandField.C_STORE_RQ, matchers);
    }

    /**
     * Expects C-FIND.
     *
     * @param matchers all must match
     * @return to be told the answer
     */
    public Expectation onFind(RequestMatcher... matchers) {
        return on(CommandField.C_FIND_RQ, matchers);
    }

    /**
     * Expects C-MOVE; see {@link #destination} for where the instances go.
     *
     * @param matchers all must match
     * @return to be told the answer
     */
    public Expectation onMove(RequestMatcher... matchers) {
        return on(CommandField.C_MOVE_RQ, matchers);
    }

    /**
     * Expects C-GET.
     *
     * @param matchers all must match
     * @return to be told the answer
     */
    public Expectation onGet(RequestMatcher... matchers) {
        return on(CommandField.C_GET_RQ, matchers);
    }

    /**
     * Expects any request, such as those of the N services.
     *
     * @param field the kind of request
     * @param matchers all must match
     * @return to be told the answer
     */
    public Expectation on(CommandField field, RequestMatcher... matchers) {
        return new Expectation(field, List.of(matchers), settings.expectations());
    }

    /**
     * Says where the instances of C-MOVE go; to another AE title than those that were named none goes, and the answer is A801H.
     *
     * @param aeTitle the move destination
     * @param host its name or address
     * @param port its port
     */
    public void destination(String aeTitle, String host, int port) {
        settings.destinations().put(aeTitle, new Destination(host, port));
    }

    /**
     * Lets something go wrong.
     *
     * @param wrong one fault or more; of several for one place the first happens first
     */
    public void inject(Fault... wrong) {
        for (Fault fault : wrong) {
            faults.add(fault);
        }
    }

    /**
     * Returns which faults have not happened, or not as often as they should.
     *
     * @return in the order in which they were injected
     */
    public List<Fault> faultsLeft() {
        return faults.left();
    }

    /**
     * Returns all connections so far.
     *
     * @return as they stand now, the first one first
     */
    public List<RecordedAssociation> associations() {
        return settings.journal().associations();
    }

    /**
     * Returns all requests so far, C-CANCEL among them.
     *
     * @return the first one first
     */
    public List<RecordedOperation> operations() {
        return settings.journal().operations();
    }

    /**
     * Returns all instances that were stored so far.
     *
     * @return the first one first
     */
    public List<StoredInstance> stored() {
        return settings.journal().stored();
    }

    /**
     * Waits for the next instance to be stored: the first call returns the first one, the second the second.
     *
     * @param patience how long to wait
     * @return the instance
     * @throws AssertionError if none comes in that time; says what has come
     */
    public StoredInstance takeStored(Duration patience) {
        return takeStored(1, patience).get(0);
    }

    /**
     * Waits for the next instances to be stored.
     *
     * @param count how many
     * @param patience how long to wait for all of them
     * @return so many instances
     * @throws AssertionError if fewer come in that time; says what has come
     */
    public List<StoredInstance> takeStored(int count, Duration patience) {
        return settings.journal().takeStored(count, patience);
    }

    /**
     * Waits for the next request: the first call returns the first one, the second the second.
     *
     * @param patience how long to wait
     * @return the request
     * @throws AssertionError if none comes in that time; says what has come
     */
    public RecordedOperation takeOperation(Duration patience) {
        return settings.journal().takeOperation(patience);
    }

    /**
     * Waits for the next association to end, rejected ones among them.
     *
     * @param patience how long to wait
     * @return the association with its requests
     * @throws AssertionError if none ends in that time; says what has come
     */
    public RecordedAssociation takeAssociation(Duration patience) {
        return settings.journal().takeEnded(patience);
    }

    /**
     * Waits for all associations to end.
     *
     * @param patience how long to wait
     * @return those that have not ended in that time
     */
    public List<RecordedAssociation> awaitEnds(Duration patience) {
        return settings.journal().awaitEnds(patience);
    }

    /**
     * Checks that nothing unexpected has come so far.
     *
     * @throws AssertionError if something has; shows it
     */
    public void verify() {
        List<String> unexpected = settings.journal().takeUnexpected();
        if (!unexpected.isEmpty() && !lenient) {
            throw new AssertionError(String.join("\n", unexpected));
        }
    }

    /**
     * Closes all connections, waits for its threads to end, and {@linkplain #verify() verifies}.
     *
     * @throws AssertionError if something unexpected has come
     */
    @Override
    public void close() {
        listener.close();
        verify();
    }

    /** Returns where it listens. */
    @Override
    public String toString() {
        return "fake PACS on port " + port();
    }
}

package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.core.internal.io.MemoryChannel;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.wire.Pdu;

/** An answer is counted, and told to listeners, once the socket has taken it; and not at all if it never does. */
class AnswersCountedTest {
    private static final int ALL = 1 << 20;
    private static final int REQUESTS = 5;

    private static final byte[] CONVERSATION = Words.bytes("<A-ASSOCIATE-RQ> <C-ECHO-RQ 1> <C-ECHO-RQ 2> <C-ECHO-RQ 3>"
            + " <C-ECHO-RQ 4> <C-ECHO-RQ 5> <A-RELEASE-RQ>");

    @ParameterizedTest
    @ValueSource(ints = {ALL, 70, 7, 1})
    void areAllWhereAllIsTaken(int segment) throws Exception {
        assertCounts(REQUESTS, MemorySession.tally(CONVERSATION, segment, MemoryChannel.Fault.NONE));
    }

    /** What the socket takes last it may take after the association was released. */
    @ParameterizedTest
    @ValueSource(ints = {ALL, 70, 7, 1})
    void areAllWhereAllIsTakenInPieces(int segment) throws Exception {
        MemorySession.Tally tally = MemorySession.tally(CONVERSATION, segment, call -> 11);
        assertThat(tally.counted()).as("counted").isEqualTo(REQUESTS);
        assertThat(tally.told()).as("told").isEqualTo(REQUESTS);
    }

    /** The socket breaks at the first, second, … write, with the responses one by one or several in a write. */
    @ParameterizedTest
    @ValueSource(ints = {ALL, 200, 70, 7})
    void areThoseThatWentOutBeforeTheSocketBroke(int segment) throws Exception {
        AtomicInteger writes = new AtomicInteger();
        int failing = 0;
        do {
            failing++;
            int fails = failing;
            writes.set(0);
            MemorySession.Tally tally = MemorySession.tally(CONVERSATION, segment, call -> {
                if (call == MemoryChannel.Call.WRITE && writes.incrementAndGet() >= fails) {
                    throw new IOException("reset on purpose");
                }
                return ALL;
            });
            assertCounts(responsesIn(tally.sent()), tally);
        } while (writes.get() >= failing);
        assertThat(failing).as("writes").isGreaterThan(1);
    }

    /** A peer that reads nothing more, and then goes: what was queued for it was never handed over. */
    @Test
    void areNotThoseThatThePeerNeverTook() throws Exception {
        AtomicInteger writes = new AtomicInteger();
        MemorySession.Tally tally = MemorySession.tally(CONVERSATION, 70, call -> {
            if (call == MemoryChannel.Call.READ || writes.incrementAndGet() <= 2) {
                return ALL;
            }
            if (writes.get() > 20) {
                throw new IOException("reset on purpose");
            }
            return 0;
        });
        assertCounts(responsesIn(tally.sent()), tally);
        assertThat(tally.counted()).isLessThan(REQUESTS);
    }

    private static void assertCounts(long expected, MemorySession.Tally tally) {
        assertThat(tally.counted()).as("counted").isEqualTo(expected);
        assertThat(tally.told()).as("told").isEqualTo(expected);
        assertThat(tally.toldAfterTheEnd()).as("told after the end").isZero();
    }

    private static long responsesIn(byte[] sent) {
        return Pdu.read(sent).stream()
                .filter(pdu -> pdu.word().equals("C-ECHO-RSP 0000H"))
                .count();
    }
}

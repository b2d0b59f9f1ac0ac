package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.core.internal.association.Resources;
import org.pacsscp.core.internal.io.MemoryChannel;
import org.pacsscp.core.internal.io.MemoryNetwork;
import org.pacsscp.core.internal.support.Allocations;
import org.pacsscp.core.internal.support.AllowedAnswers;
import org.pacsscp.core.internal.support.Conversation;
import org.pacsscp.core.internal.support.InternalErrors;

/**
 * Each conversation with a fault at each call of the channel or a selector. What was said until then was allowed, and
 * nothing is left: {@link MemorySession} looks for connections, places, buffers and selectors.
 */
class InjectedFaultsTest {
    private static final int ALL = 1 << 14;
    private static final int SHORT = 40;

    private enum Broken {
        RESET {
            @Override
            void happen() throws IOException {
                throw new IOException("reset on purpose");
            }
        },
        MEMORY {
            @Override
            void happen() {
                throw new OutOfMemoryError("on purpose");
            }
        },
        CLOSED {
            @Override
            void happen() {
                throw new ClosedSelectorException();
            }
        };

        abstract void happen() throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void sayTheSameHoweverLittleMovesAtOnce(Conversation conversation) throws Exception {
        byte[] said = conversation.bytes();
        byte[] whole = hold(said, ALL, call -> ALL);
        AllowedAnswers.check(said, whole, false);

        AllowedAnswers.check(said, hold(said, 1, call -> 1), false);
        AllowedAnswers.check(said, hold(said, SHORT, call -> 7), false);
        AtomicInteger calls = new AtomicInteger();
        // Every other call moves nothing, though there was something.
        AllowedAnswers.check(said, hold(said, ALL, call -> calls.incrementAndGet() % 2 == 0 ? ALL : 0), false);
    }

    @ParameterizedTest
    @EnumSource
    void leaveNothingWhenACallOfTheChannelFails(Conversation conversation) throws Exception {
        breakAtEachCall(conversation, ALL, Broken.RESET);
        breakAtEachCall(conversation, SHORT, Broken.RESET);
        breakAtEachCall(conversation, SHORT, Broken.MEMORY);
    }

    private static void breakAtEachCall(Conversation conversation, int segment, Broken broken) throws Exception {
        int failing = 1;
        while (breaksAtCall(conversation.bytes(), segment, failing, broken)) {
            failing++;
        }
        assertThat(failing).as("calls").isGreaterThan(2);
    }

    /** Tells whether there were so many calls. */
    private static boolean breaksAtCall(byte[] said, int segment, int failing, Broken broken) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        MemoryChannel.Fault fault = call -> {
            if (calls.incrementAndGet() >= failing) {
                broken.happen();
            }
            return ALL;
        };
        try (InternalErrors errors = InternalErrors.watch()) {
            byte[] heard = MemorySession.hold(said, segment, fault);
            if (broken == Broken.RESET) {
                errors.assertNone();
            }
            AllowedAnswers.check(said, heard, true);
        } catch (AssertionError e) {
            throw new AssertionError(broken + " at call " + failing + " with segments of " + segment, e);
        }
        return calls.get() >= failing;
    }

    /** At each place where a peer can make the server take memory: buffers, command sets, requests and their items. */
    @ParameterizedTest
    @EnumSource
    void leaveNothingWhenThereIsNoMemory(Conversation conversation) throws Exception {
        for (int segment : List.of(ALL, SHORT)) {
            int failing = 1;
            while (breaksAtAllocation(conversation.bytes(), segment, failing)) {
                failing++;
            }
            assertThat(failing > 1).as("allocates something").isEqualTo(conversation != Conversation.WITHOUT_REQUEST);
        }
    }

    private static boolean breaksAtAllocation(byte[] said, int segment, int failing) throws Exception {
        AtomicInteger allocations = new AtomicInteger();
        Resources resources = Allocations.of(() -> {
            if (allocations.incrementAndGet() == failing) {
                throw new OutOfMemoryError("on purpose");
            }
        });
        // What is logged then is a fault of ours, as it should be; nobody reads it.
        InternalErrors errors = InternalErrors.watch();
        try {
            AllowedAnswers.check(said, MemorySession.hold(said, segment, resources), true);
        } catch (AssertionError e) {
            throw new AssertionError("allocation " + failing + " with segments of " + segment, e);
        } finally {
            errors.close();
        }
        return allocations.get() >= failing;
    }

    @ParameterizedTest
    @EnumSource
    void leaveNothingWhenASelectorFails(Conversation conversation) throws Exception {
        for (Broken broken : List.of(Broken.RESET, Broken.CLOSED)) {
            int failing = 1;
            while (breaksAtSelection(conversation.bytes(), failing, broken)) {
                failing++;
            }
            assertThat(failing).as("selections").isGreaterThan(2);
        }
    }

    private static boolean breaksAtSelection(byte[] said, int failing, Broken broken) throws Exception {
        AtomicInteger selections = new AtomicInteger();
        MemoryNetwork.SelectFault fault = () -> {
            if (selections.incrementAndGet() == failing) {
                broken.happen();
            }
        };
        // What is logged then is a fault of ours, as it should be; nobody reads it.
        InternalErrors errors = InternalErrors.watch();
        try {
            AllowedAnswers.check(said, MemorySession.hold(said, SHORT, InjectedFaultsTest::inTwoPieces, fault), true);
        } catch (AssertionError e) {
            throw new AssertionError(broken + " at selection " + failing, e);
        } finally {
            errors.close();
        }
        return selections.get() >= failing;
    }

    /** So that whoever sends has to wait in the middle of most PDUs. */
    private static int inTwoPieces(MemoryChannel.Call call) {
        return call == MemoryChannel.Call.WRITE ? 90 : ALL;
    }

    private static byte[] hold(byte[] said, int segment, MemoryChannel.Fault fault) throws Exception {
        try (InternalErrors errors = InternalErrors.watch()) {
            byte[] heard = MemorySession.hold(said, segment, fault);
            errors.assertNone();
            return heard;
        }
    }
}

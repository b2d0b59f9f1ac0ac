package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.core.internal.io.MemoryChannel;
import org.pacsscp.core.internal.support.AllowedRequests;
import org.pacsscp.core.internal.support.InternalErrors;
import org.pacsscp.testkit.script.Vocabulary;

/**
 * An application that asks one thing right after the other, and waits for each response on a thread of its own, to which the
 * receiving side is lent from the second response on: whatever the server sends meanwhile, a PDU at a time or in any pieces,
 * has the same outcome as if the loop had read it. In memory, one thread at a time, so that nothing is by chance.
 */
class WaitingCallerTest {
    private static final Set<Integer> PROPOSED = Set.of(1, 3, 5);
    private static final int ECHOES = 0xFF;
    private static final int FIND_LAST = 0b10_11_11_11;
    private static final String SUCCESS = "0000H";

    /** Four responses to C-ECHO: with the second the receiving side is lent, so the third and the fourth are read by who waits. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void readsItself(int segment) throws Exception {
        MemoryRequestor.Held held =
                hold(segment, ECHOES, accepted(), echoed(1), echoed(2), echoed(3), echoed(4), words("<A-RELEASE-RP>"));

        assertThat(held.answers()).hasSize(4).allMatch(answer -> answer.contains(SUCCESS));
        assertThat(held.readByCaller()).isPositive();
    }

    /** What a server may do instead of the third response, and what becomes of who waits for it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<A0>",
                "<A2/6>",
                "<A-RELEASE-RQ>",
                "<A-RELEASE-RP>",
                "<A-ASSOCIATE-RQ>",
                "FF 00 00000004 00000000",
                "04 00 00000000",
                "<C-ECHO-RSP 9 0000H>",
                "04 00 {4: {4: 07 03 00}}",
                ""
            })
    void endsWithItsAssociation(String instead) throws Exception {
        for (int segment : new int[] {0, 1, 5}) {
            MemoryRequestor.Held held = hold(segment, ECHOES, accepted(), echoed(1), echoed(2), words(instead));

            assertThat(held.answers()).as("segments of %d", segment).hasSize(3);
            assertThat(held.answers().subList(0, 2)).allMatch(answer -> answer.contains(SUCCESS));
            assertThat(held.answers().get(2)).isEqualTo("ASSOCIATION_ENDED");
        }
    }

    /** Requests of the server's are served by the loop and its workers, between our request and its response. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void leavesRequestsToTheLoop(int segment) throws Exception {
        List<byte[]> store = pdus("store-of-the-server");
        MemoryRequestor.Held held = hold(
                segment,
                ECHOES,
                accepted(),
                echoed(1),
                echoed(2),
                words("<C-ECHO-RQ 20>"),
                store.get(1),
                store.get(2),
                store.get(3),
                echoed(3),
                echoed(4),
                words("<A-RELEASE-RP>"));

        assertThat(held.answers()).hasSize(4).allMatch(answer -> answer.contains(SUCCESS));
        // A-ASSOCIATE-RQ, four requests, the response to each of the server's, A-RELEASE-RQ.
        assertThat(types(held.heard().array())).containsExactly(1, 4, 4, 4, 4, 4, 4, 5);
    }

    /** Pending responses come one by one. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void takesPendingResponses(int segment) throws Exception {
        List<byte[]> all = pdus("all");
        MemoryRequestor.Held held = hold(
                segment,
                FIND_LAST,
                accepted(),
                echoed(1),
                echoed(2),
                echoed(3),
                responding(all.get(3), 4),
                all.get(4),
                responding(all.get(3), 4),
                all.get(4),
                responding(all.get(5), 4),
                words("<A-RELEASE-RP>"));

        assertThat(held.answers()).hasSize(4).allMatch(answer -> answer.contains(SUCCESS));
    }

    /** The network fails, at one call after the other. */
    @Test
    void survivesAnyFaultOfTheNetwork() throws Exception {
        byte[] said = join(accepted(), echoed(1), echoed(2), echoed(3), echoed(4), words("<A-RELEASE-RP>"));
        for (int at = 0; at < 60; at++) {
            int[] left = {at};
            MemoryRequestor.Held held = MemoryRequestor.holdWaiting(said, 0, ECHOES, call -> {
                if (left[0]-- == 0) {
                    throw new IOException("a fault of the test");
                }
                return Integer.MAX_VALUE;
            });
            assertThat(held.answers())
                    .allMatch(answer -> answer.contains(SUCCESS) || answer.equals("ASSOCIATION_ENDED"));
        }
    }

    /** Every conversation of the corpus, as it is and after two echoes. */
    @Test
    void meetsTheCorpus() throws Exception {
        Path corpus = Path.of(Objects.requireNonNull(
                        WaitingCallerTest.class.getResource("RequestorFuzzTestInputs/asksForWhatIsAllowed"))
                .toURI());
        try (DirectoryStream<Path> seeds = Files.newDirectoryStream(corpus)) {
            for (Path seed : seeds) {
                byte[] input = Files.readAllBytes(seed);
                byte[] said = Arrays.copyOfRange(input, 3, input.length);
                for (int segment : new int[] {0, 1, 13, 1 << 14}) {
                    hold(segment, input[2] & 0xFF, said);
                    byte[] lent = afterTwoEchoes(said);
                    hold(segment, (input[2] & 0xF) << 4 | 0xF, lent);
                }
            }
        }
    }

    private static byte[] afterTwoEchoes(byte[] said) throws IOException {
        byte[] accepted = accepted();
        return said.length > accepted.length && said[0] == 2
                ? join(accepted, echoed(1), echoed(2), Arrays.copyOfRange(said, accepted.length, said.length))
                : said;
    }

    private static MemoryRequestor.Held hold(int segment, int jobs, byte[]... said) throws Exception {
        byte[] whole = join(said);
        try (InternalErrors errors = InternalErrors.watch()) {
            MemoryRequestor.Held held = MemoryRequestor.holdWaiting(whole, segment, jobs, MemoryChannel.Fault.NONE);
            errors.assertNone();
            AllowedRequests.check(whole, held.heard().array(), PROPOSED, false);
            return held;
        }
    }

    private static byte[] accepted() throws IOException {
        return pdus("echo").get(0);
    }

    private static byte[] echoed(int id) {
        return words("<C-ECHO-RSP " + id + " 0000H>");
    }

    private static byte[] words(String script) {
        return script.isEmpty()
                ? new byte[0]
                : Vocabulary.standard().script(script).bytes();
    }

    /** The same response to another message, whose id stands 22 bytes before the end of these (PS3.7 Table 9.3-13). */
    private static byte[] responding(byte[] response, int id) {
        byte[] other = response.clone();
        other[other.length - 22] = (byte) id;
        return other;
    }

    private static List<byte[]> pdus(String seed) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                WaitingCallerTest.class.getResourceAsStream("RequestorFuzzTestInputs/asksForWhatIsAllowed/" + seed))) {
            in.skipNBytes(3);
            List<byte[]> pdus = new ArrayList<>();
            for (ByteBuffer rest = ByteBuffer.wrap(in.readAllBytes()); rest.hasRemaining(); ) {
                byte[] pdu = new byte[6 + rest.getInt(rest.position() + 2)];
                rest.get(pdu);
                pdus.add(pdu);
            }
            return pdus;
        }
    }

    private static List<Integer> types(byte[] bytes) {
        List<Integer> types = new ArrayList<>();
        for (ByteBuffer in = ByteBuffer.wrap(bytes); in.hasRemaining(); ) {
            types.add((int) in.getShort() >> 8);
            int length = in.getInt();
            in.position(in.position() + length);
        }
        return types;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}

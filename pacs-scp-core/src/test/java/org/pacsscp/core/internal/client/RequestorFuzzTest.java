package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.api.SilentCloseable;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pacsscp.core.internal.support.AllowedRequests;
import org.pacsscp.core.internal.support.InternalErrors;

/**
 * A whole association of ours in memory, with a server that says anything. The first byte says into how long segments its words
 * are cut, the second how many bytes the client may read or write at once, the third what the application asks for.
 */
class RequestorFuzzTest {
    private static final int MOST = 1 << 14;
    private static final Set<Integer> PROPOSED = Set.of(1, 3, 5);

    @FuzzTest
    void asksForWhatIsAllowed(byte[] input) throws Exception {
        if (input.length < 3 || input.length > MOST) {
            return;
        }
        byte[] said = Arrays.copyOfRange(input, 3, input.length);
        int atOnce = length(input[1]);
        // To connect is what a client is for.
        SilentCloseable allowed = BugDetectors.allowNetworkConnections();
        try (allowed;
                InternalErrors errors = InternalErrors.watch()) {
            byte[] heard = MemoryRequestor.hold(said, segment(input[0]), input[2] & 0xFF, call -> atOnce);
            errors.assertNone();
            AllowedRequests.check(said, heard, PROPOSED, false);
        }
    }

    /** The inputs begin where the words are understood: this one asks for everything, is answered, and leaves. */
    @Test
    void holdsAWholeAssociation() throws Exception {
        byte[] input;
        try (InputStream seed = Objects.requireNonNull(
                RequestorFuzzTest.class.getResourceAsStream("RequestorFuzzTestInputs/asksForWhatIsAllowed/all"))) {
            input = seed.readAllBytes();
        }
        byte[] heard = MemoryRequestor.hold(
                Arrays.copyOfRange(input, 3, input.length), segment(input[0]), input[2] & 0xFF, call -> MOST);

        assertThat(pduTypes(heard)).containsExactly(1, 4, 4, 4, 4, 4, 5);
    }

    private static List<Integer> pduTypes(byte[] bytes) {
        List<Integer> types = new ArrayList<>();
        for (ByteBuffer in = ByteBuffer.wrap(bytes); in.hasRemaining(); ) {
            types.add((int) in.getShort() >> 8);
            int length = in.getInt();
            in.position(in.position() + length);
        }
        return types;
    }

    /** The greatest number is for a PDU at a time. */
    private static int segment(byte control) {
        return control == (byte) 0xFF ? 0 : length(control);
    }

    /** A small number is a length, a large one no limit. */
    private static int length(byte control) {
        int number = control & 0xFF;
        return number < 0x80 ? 1 + number : MOST;
    }
}

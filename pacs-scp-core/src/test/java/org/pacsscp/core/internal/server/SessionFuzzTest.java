package org.pacsscp.core.internal.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.pacsscp.core.internal.support.AllowedAnswers;
import org.pacsscp.core.internal.support.InternalErrors;

/**
 * A whole session in memory. The first byte says into how long segments the others are cut, the second how many bytes the
 * server may read or write at once.
 */
class SessionFuzzTest {
    private static final int MOST = 1 << 14;

    @FuzzTest
    void answersWhatIsAllowed(byte[] input) throws Exception {
        if (input.length < 3 || input.length > MOST) {
            return;
        }
        byte[] said = Arrays.copyOfRange(input, 2, input.length);
        int segment = length(input[0]);
        int atOnce = length(input[1]);
        try (InternalErrors errors = InternalErrors.watch()) {
            byte[] heard = MemorySession.hold(said, segment, call -> atOnce);
            errors.assertNone();
            AllowedAnswers.check(said, heard, false);
        }
    }

    /** A small number is a length, a large one no limit. */
    private static int length(byte control) {
        int number = control & 0xFF;
        return number < 0x80 ? 1 + number : MOST;
    }
}

package org.pacsscp.archive.internal.query;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pacsscp.client.QueryOption;

/** The application information of C-FIND (PS3.4 Table C.5-1), as the acceptor answers it. */
final class FindNegotiation {
    private static final byte AGREED = 1;

    private static final int BYTES = 7;

    private FindNegotiation() {}

    /** Answers as many bytes as were proposed, up to those that are known (PS3.4 section C.5.1.1). */
    static byte[] answer(byte[] proposed) {
        byte[] answer = new byte[Math.min(proposed.length, BYTES)];
        for (int i = 0; i < answer.length; i++) {
            answer[i] = proposed[i] == AGREED && option(i) != null ? AGREED : 0;
        }
        return answer;
    }

    /** Returns what was agreed on. */
    static Set<QueryOption> agreed(byte[] answer) {
        Set<QueryOption> agreed = EnumSet.noneOf(QueryOption.class);
        for (int i = 0; i < answer.length; i++) {
            QueryOption option = option(i);
            if (answer[i] == AGREED && option != null) {
                agreed.add(option);
            }
        }
        return agreed;
    }

    /** Returns what a byte stands for; {@code null} for what is never agreed to: names by sound, multi-frame views. */
    private static @Nullable QueryOption option(int at) {
        return switch (at) {
            case 0 -> QueryOption.RELATIONAL;
            case 1 -> QueryOption.COMBINED_DATE_TIME;
            case 3 -> QueryOption.TIMEZONE_ADJUSTMENT;
            case 5 -> QueryOption.EMPTY_VALUES;
            case 6 -> QueryOption.MULTIPLE_VALUES;
            default -> null;
        };
    }
}

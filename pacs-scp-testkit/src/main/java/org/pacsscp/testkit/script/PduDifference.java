package org.pacsscp.testkit.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.pacsscp.testkit.wire.Pdu;

/** Shows what was expected beside what was heard, both taken apart, with a mark where they differ. */
final class PduDifference {
    private static final int LEFT_WIDTH = 62;
    private static final int HEX_LENGTH = 64;

    private PduDifference() {}

    /**
     * Compares bytes.
     *
     * @param then what came after what was heard, such as the end of the stream; may be empty
     */
    static String show(byte[] expected, byte[] heard, String then) {
        List<String> right = new ArrayList<>(lines(heard));
        if (!then.isEmpty()) {
            right.add(then);
        }
        return columns(lines(expected), right) + firstDifference(expected, heard);
    }

    /** What is reserved is not shown in the lines, but may make the difference. */
    private static String firstDifference(byte[] expected, byte[] heard) {
        int at = Arrays.mismatch(expected, heard);
        return at < 0 || at >= expected.length || at >= heard.length
                ? ""
                : "\nThe first byte that differs is number %d: expected %02XH, heard %02XH"
                        .formatted(at + 1, expected[at], heard[at]);
    }

    private static List<String> lines(byte[] bytes) {
        List<Pdu> pdus = Pdu.read(bytes);
        List<String> lines = new ArrayList<>(
                pdus.stream().flatMap(pdu -> pdu.describe().lines()).toList());
        int whole = pdus.stream().mapToInt(pdu -> pdu.bytes().length).sum();
        if (whole < bytes.length) {
            int shown = Math.min(HEX_LENGTH, bytes.length - whole);
            lines.add("%d bytes, not a whole PDU: %s%s"
                    .formatted(
                            bytes.length - whole,
                            HexFormat.of().formatHex(bytes, whole, whole + shown),
                            whole + shown < bytes.length ? "…" : ""));
        }
        return lines;
    }

    private static String columns(List<String> left, List<String> right) {
        StringBuilder text = new StringBuilder();
        row(text, ' ', "expected", "heard");
        int[][] common = common(left, right);
        int i = 0;
        int j = 0;
        while (i < left.size() || j < right.size()) {
            if (i < left.size() && j < right.size() && left.get(i).equals(right.get(j))) {
                row(text, ' ', left.get(i++), right.get(j++));
            } else if (j == right.size() || (i < left.size() && common[i + 1][j] >= common[i][j + 1])) {
                boolean changed = j < right.size() && common[i + 1][j + 1] == common[i][j];
                row(text, '!', left.get(i++), changed ? right.get(j++) : "");
            } else {
                row(text, '!', "", right.get(j++));
            }
        }
        return text.toString();
    }

    private static void row(StringBuilder text, char mark, String left, String right) {
        text.append("\n")
                .append("%c %-62s | %s".formatted(mark, cut(left), right).stripTrailing());
    }

    private static String cut(String line) {
        return line.length() <= LEFT_WIDTH ? line : line.substring(0, LEFT_WIDTH - 1) + "…";
    }

    /** How many lines the rests of both from two indexes on have in common, in their order. */
    private static int[][] common(List<String> left, List<String> right) {
        int[][] lengths = new int[left.size() + 1][right.size() + 1];
        for (int i = left.size() - 1; i >= 0; i--) {
            for (int j = right.size() - 1; j >= 0; j--) {
                lengths[i][j] = left.get(i).equals(right.get(j))
                        ? lengths[i + 1][j + 1] + 1
                        : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
            }
        }
        return lengths;
    }
}

package org.pacsscp.testkit.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.pacsscp.testkit.wire.Bytes;
import org.pacsscp.testkit.wire.Connection;
import org.pacsscp.testkit.wire.Ending;
import org.pacsscp.testkit.wire.Heard;
import org.pacsscp.testkit.wire.Pdu;

/** Hears what comes, and compares it with what a script expects. Used by one thread. */
final class ScriptedInput {
    /** Long enough for a machine that does something else; a script that is right never waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What follows a byte that should not have come is shown as far as it comes in such a time. */
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final Connection connection;

    ScriptedInput(Connection connection) {
        this.connection = connection;
    }

    /** What was heard, and what came then if that was not enough. */
    private static final class Hearing {
        private final byte[] bytes;
        private final String then;

        Hearing(ByteArrayOutputStream heard, String then) {
            bytes = heard.toByteArray();
            this.then = then;
        }
    }

    void expect(byte[] bytes) {
        judge(bytes, listen(bytes.length), bytes.length + " bytes");
    }

    void expect(Script script) {
        Hearing hearing = listen(script.bytes().length);
        judge(script.filledFrom(hearing.bytes), hearing, script.toString());
    }

    private static void judge(byte[] expected, Hearing hearing, String what) {
        if (!Arrays.equals(expected, hearing.bytes)) {
            throw new AssertionError("expected " + what + ", heard something else:"
                    + PduDifference.show(expected, hearing.bytes, hearing.then));
        }
    }

    void expectInAnyOrder(List<Script> scripts) {
        List<Script> left = new ArrayList<>(scripts);
        while (!left.isEmpty()) {
            Heard heard = hear();
            byte[] bytes = heard instanceof Pdu pdu ? pdu.bytes() : new byte[0];
            Script said = left.stream()
                    .filter(script -> heard instanceof Pdu && Arrays.equals(script.filledFrom(bytes), bytes))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("expected, in any order, "
                            + left.stream().map(Script::toString).collect(Collectors.joining(" and "))
                            + ", heard something else:" + PduDifference.show(all(left), bytes, then(heard))));
            left.remove(said);
        }
    }

    private static byte[] all(List<Script> scripts) {
        return Bytes.join(scripts.stream().map(Script::bytes).toArray(byte[][]::new));
    }

    private static String then(Heard heard) {
        return heard instanceof Ending ? heard.describe() : "";
    }

    /** Hears so many bytes, or how it ends before. */
    private Hearing listen(int count) {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try {
            while (heard.size() < count) {
                byte[] next = connection.hearBytes(1, PATIENCE);
                if (next.length == 0) {
                    return new Hearing(heard, "the end of the connection");
                }
                heard.writeBytes(next);
            }
        } catch (SocketTimeoutException e) {
            return new Hearing(heard, "nothing more within " + PATIENCE.toSeconds() + " s");
        } catch (IOException e) {
            return new Hearing(heard, String.valueOf(e.getMessage()));
        }
        return new Hearing(heard, "");
    }

    Pdu expectPdu(List<String> words) {
        Heard heard = connection.hearMessage(PATIENCE);
        if (heard instanceof Pdu pdu && words.contains(pdu.word())) {
            return pdu;
        }
        throw new AssertionError(
                "expected " + String.join(" or ", words) + ", heard " + heard.word() + ":\n" + heard.describe());
    }

    Heard hear() {
        return connection.hear(PATIENCE);
    }

    byte[] hearPdu() {
        Heard heard = hear();
        if (heard instanceof Pdu pdu) {
            return pdu.bytes();
        }
        throw new AssertionError("expected a PDU, heard " + heard.describe());
    }

    void expectEnd() throws IOException {
        byte[] next = connection.hearBytes(1, PATIENCE);
        if (next.length > 0) {
            throw new AssertionError("expected the end of the connection, heard something before it:"
                    + PduDifference.show(new byte[0], hearAvailable(next), ""));
        }
    }

    private byte[] hearAvailable(byte[] first) {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        heard.writeBytes(first);
        try {
            hearOn(heard, MOMENT);
        } catch (IOException e) {
            return heard.toByteArray();
        }
        return heard.toByteArray();
    }

    byte[] hearEverything() throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try {
            hearOn(heard, PATIENCE);
        } catch (SocketException e) {
            // The other side had not read everything.
        }
        return heard.toByteArray();
    }

    private void hearOn(ByteArrayOutputStream heard, Duration patience) throws IOException {
        byte[] next = connection.hearBytes(1, patience);
        while (next.length > 0) {
            heard.writeBytes(next);
            next = connection.hearBytes(1, patience);
        }
    }

    boolean hearsEnd() throws IOException {
        return connection.peek(PATIENCE) < 0;
    }

    boolean isSilentFor(Duration duration) throws IOException {
        try {
            connection.peek(duration);
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }
}

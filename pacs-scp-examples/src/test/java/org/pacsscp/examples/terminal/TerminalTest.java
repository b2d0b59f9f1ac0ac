package org.pacsscp.examples.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Tests run without a terminal. */
class TerminalTest {
    @Test
    void isNotThereWhereNobodyLooks() {
        assertThat(Terminal.isAttached()).isFalse();
    }

    @Test
    @ResourceLock(Resources.SYSTEM_OUT)
    void printsInUtf8WhereThereIsNone() {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.US_ASCII));
        try {
            Terminal.standardOutput().println("山田 Ä");
        } finally {
            System.setOut(before);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("山田 Ä" + System.lineSeparator());
    }

    @Test
    @ResourceLock(Resources.SYSTEM_OUT)
    void noticesThatNobodyReads() throws IOException {
        PrintStream before = System.out;
        OutputStream closed = OutputStream.nullOutputStream();
        System.setOut(new PrintStream(closed, true, StandardCharsets.UTF_8));
        try {
            PrintWriter out = Terminal.standardOutput();
            out.println("somebody reads this");
            assertThat(out.checkError()).isFalse();
            closed.close();
            out.println("and nobody this");
            assertThat(out.checkError()).isTrue();
        } finally {
            System.setOut(before);
        }
    }
}

package org.pacsscp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.testkit.junit.UncaughtExceptions;
import org.pacsscp.testkit.tls.TlsIdentity;

@Timeout(60)
@ExtendWith(UncaughtExceptions.class)
class SyslogSinkIT {
    private static final TlsIdentity LOCALHOST = TlsIdentity.forHost("localhost");
    private static final Duration RETRY = Duration.ofMillis(20);
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    private AuditSink sink(int port, long spoolBytes) throws IOException {
        return new SyslogSink(
                new SyslogConnector("localhost", port, LOCALHOST.context()),
                new Spool(directory, spoolBytes),
                RETRY,
                FAREWELL);
    }

    private static SyslogReceiver receiver(int port, int messagesPerConnection) throws IOException {
        return new SyslogReceiver(LOCALHOST.context(), port, messagesPerConnection);
    }

    private static void write(AuditSink sink, int first, int last) throws IOException {
        for (int i = first; i <= last; i++) {
            sink.write(new AuditMessage(Invented.TIME, xml(i)));
        }
    }

    private static String xml(int number) {
        return "<Ä n=\"" + number + "\"/>";
    }

    private static List<String> xml(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(SyslogSinkIT::xml).toList();
    }

    private static void hasReceived(SyslogReceiver receiver, int first, int last) {
        await().untilAsserted(() -> assertThat(
                        receiver.messages().stream().map(message -> message.substring(message.indexOf('\uFEFF') + 1)))
                .isEqualTo(xml(first, last)));
    }

    @Test
    void sendsWhatRfc5424Has() throws IOException {
        try (SyslogReceiver receiver = receiver(0, 100);
                AuditSink sink = sink(receiver.port(), 10_000)) {
            write(sink, 1, 3);
            hasReceived(receiver, 1, 3);
            assertThat(receiver.messages().get(0))
                    .matches(
                            "<85>1 2026-11-30T12:00:00\\.500Z \\S+ pacs-scp \\d+ DICOM\\+RFC3881 - \uFEFF<Ä n=\"1\"/>");
            assertThat(receiver.connections()).isEqualTo(1);
            await().untilAsserted(() -> assertThat(directory).isEmptyDirectory());
        }
    }

    @Test
    void keepsWhatNobodyReceivesAndSendsItInOrder() throws IOException {
        int port;
        try (SyslogReceiver before = receiver(0, 100)) {
            port = before.port();
        }
        try (AuditSink sink = sink(port, 10_000)) {
            write(sink, 1, 5);
        }
        try (AuditSink sink = sink(port, 10_000)) {
            write(sink, 6, 8);
            try (SyslogReceiver after = receiver(port, 100)) {
                hasReceived(after, 1, 8);
                write(sink, 9, 9);
                hasReceived(after, 1, 9);
            }
        }
        assertThat(directory).isEmptyDirectory();
    }

    /** None is on its way when the receiver hangs up: RFC 5425 acknowledges nothing. */
    @Test
    void connectsAgainWhenTheReceiverHasHungUp() throws IOException {
        try (SyslogReceiver receiver = receiver(0, 2);
                AuditSink sink = sink(receiver.port(), 10_000)) {
            for (int i = 1; i <= 4; i++) {
                write(sink, 2 * i - 1, 2 * i);
                int calls = i;
                await().until(() -> receiver.hungUp() == calls);
            }
            hasReceived(receiver, 1, 8);
            assertThat(receiver.connections()).isEqualTo(4);
        }
    }

    @Test
    void keepsNoMoreThanItMay() throws IOException {
        int port;
        try (SyslogReceiver before = receiver(0, 100)) {
            port = before.port();
        }
        try (AuditSink sink = sink(port, 300)) {
            assertThatIOException().isThrownBy(() -> write(sink, 1, 100)).withMessageContaining("is full");
        }
    }

    @Test
    void sendsNothingToAnotherHost() throws IOException {
        TlsIdentity other = TlsIdentity.forHost("elsewhere.example");
        try (SyslogReceiver receiver = new SyslogReceiver(other.context(), 0, 100);
                AuditSink sink = new SyslogSink(
                        new SyslogConnector("localhost", receiver.port(), other.context()),
                        new Spool(directory, 10_000),
                        RETRY,
                        FAREWELL)) {
            write(sink, 1, 1);
            await().until(() -> receiver.connections() >= 2);
            assertThat(receiver.messages()).isEmpty();
            assertThat(directory).isNotEmptyDirectory();
        }
    }

    /** More than sockets hold, so that the sender is stuck in a write when the sink is closed; what is left stays. */
    @Test
    void canBeClosedWhileTheReceiverDoesNotRead() throws Exception {
        try (SSLServerSocket listening = (SSLServerSocket) LOCALHOST
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            AuditSink sink = sink(listening.getLocalPort(), 1L << 30);
            sink.write(new AuditMessage(Invented.TIME, "x".repeat(1 << 20)));
            try (SSLSocket deaf = (SSLSocket) listening.accept()) {
                deaf.startHandshake();
                for (int i = 0; i < 40; i++) {
                    sink.write(new AuditMessage(Invented.TIME, "x".repeat(1 << 20)));
                }
                sink.close();
                assertThat(directory).isNotEmptyDirectory();
            }
        }
    }

    @Test
    void needsAReceiver() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditSink.syslog("", 6514, LOCALHOST.context(), directory));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditSink.syslog("localhost", 0, LOCALHOST.context(), directory));
    }
}

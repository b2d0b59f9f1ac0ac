package org.pacsscp.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A receiver of syslog over TLS that reads octet counts by RFC 5425, and ends connections after as many messages as a test wants. */
final class SyslogReceiver implements AutoCloseable {
    private final SSLServerSocket listening;
    private final int messagesPerConnection;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<SSLSocket> connections = new CopyOnWriteArrayList<>();
    private final AtomicInteger hungUp = new AtomicInteger();

    SyslogReceiver(SSLContext tls, int port, int messagesPerConnection) throws IOException {
        this.messagesPerConnection = messagesPerConnection;
        listening = (SSLServerSocket) tls.getServerSocketFactory().createServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Thread thread = new Thread(this::run, "syslog-receiver");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    List<String> messages() {
        return List.copyOf(messages);
    }

    /** Returns how many connections have ended. */
    int hungUp() {
        return hungUp.get();
    }

    int connections() {
        return connections.size();
    }

    private void run() {
        while (!listening.isClosed()) {
            try (SSLSocket connection = (SSLSocket) listening.accept()) {
                connections.add(connection);
                for (int i = 0; i < messagesPerConnection; i++) {
                    messages.add(message(connection.getInputStream()));
                }
            } catch (IOException e) {
                // The peer has gone, was not let in, or the test is over.
            }
            hungUp.incrementAndGet();
        }
    }

    private static String message(InputStream in) throws IOException {
        int length = 0;
        for (int c = in.read(); c != ' '; c = in.read()) {
            if (c < '0' || c > '9') {
                throw new EOFException("no octet count: " + c);
            }
            length = length * 10 + c - '0';
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("only " + bytes.length + " of " + length + " octets");
        }
        return new String(bytes, UTF_8);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (SSLSocket connection : connections) {
            connection.close();
        }
    }
}

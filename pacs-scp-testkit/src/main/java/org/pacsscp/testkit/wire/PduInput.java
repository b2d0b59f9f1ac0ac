package org.pacsscp.testkit.wire;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Reads PDUs and bytes of a connection, each within the time that it is given. Used by one thread. */
final class PduInput {
    /** The longest PDU that is taken; a longer one is a {@link Ending#FRAGMENT}. */
    private static final int MAX_LENGTH = 16 * 1024 * 1024;

    private static final int BUFFER_LENGTH = 64 * 1024;

    /** How a record of TLS begins that has an alert. No PDU has this type. */
    private static final int TLS_ALERT = 0x15;

    private static final int TLS_MAJOR_VERSION = 3;

    private final Sockets sockets;
    private final Lifetime lifetime;
    private final InputStream in;
    private int longestPData;

    PduInput(Sockets sockets, Lifetime lifetime) throws IOException {
        this.sockets = sockets;
        this.lifetime = lifetime;
        in = new BufferedInputStream(sockets.upper().getInputStream(), BUFFER_LENGTH);
    }

    /** See {@link Connection#hear}. */
    Heard hear(Duration patience) {
        int read = 0;
        try {
            long deadline = deadline(patience);
            byte[] header = new byte[Pdus.HEADER_LENGTH];
            read = fill(header, deadline);
            if (read == 0) {
                return Ending.CLOSE;
            }
            if (sockets.tls().isEmpty() && header[0] == TLS_ALERT && header[1] == TLS_MAJOR_VERSION) {
                return Ending.ALERT;
            }
            int length = ByteBuffer.wrap(header).getInt(2);
            if (read < header.length || length < 0 || length > MAX_LENGTH) {
                return Ending.FRAGMENT;
            }
            byte[] body = body(length, deadline);
            if (body.length < length) {
                return Ending.FRAGMENT;
            }
            if (header[0] == Pdus.P_DATA_TF) {
                longestPData = Math.max(longestPData, length);
            }
            return Pdu.heard(header, body);
        } catch (SocketTimeoutException e) {
            return read == 0 ? Ending.SILENCE : Ending.FRAGMENT;
        } catch (EOFException e) {
            return read == 0 ? Ending.CLOSE : Ending.FRAGMENT;
        } catch (SSLException e) {
            return e.getCause() instanceof SocketException ? lost() : Ending.ALERT;
        } catch (IOException e) {
            return lost();
        }
    }

    private Heard lost() {
        return lifetime.isOver() ? Ending.SILENCE : Ending.RESET;
    }

    /** Reads as many bytes as were promised, or as come; a promise is not room for them. */
    private byte[] body(int length, long deadline) throws IOException {
        byte[] body = new byte[Math.min(length, BUFFER_LENGTH)];
        int filled = fill(body, deadline);
        while (filled == body.length && filled < length) {
            byte[] more = new byte[Math.min(length - filled, filled)];
            int count = fill(more, deadline);
            body = Bytes.join(body, Bytes.prefix(more, count));
            filled += count;
            if (count < more.length) {
                break;
            }
        }
        return filled == body.length ? body : Bytes.prefix(body, filled);
    }

    /** See {@link Connection#hearBytes}. */
    byte[] hearBytes(int count, Duration patience) throws IOException {
        byte[] bytes = new byte[count];
        int read = fill(bytes, deadline(patience));
        return read == count ? bytes : Bytes.prefix(bytes, read);
    }

    /** See {@link Connection#peek}. */
    int peek(Duration patience) throws IOException {
        sockets.tcp().setSoTimeout(Sockets.millis(patience));
        in.mark(1);
        int next = in.read();
        in.reset();
        return next;
    }

    /** See {@link Connection#hasInput}. */
    boolean hasInput() throws IOException {
        return in.available() > 0;
    }

    /** See {@link Connection#longestPData}. */
    int longestPData() {
        return longestPData;
    }

    private long deadline(Duration patience) {
        return System.nanoTime() + lifetime.atMost(patience).toNanos();
    }

    /** Reads until the array is full or the stream ends; returns how much was read. */
    private int fill(byte[] bytes, long deadline) throws IOException {
        int filled = 0;
        while (filled < bytes.length) {
            timeout(deadline);
            int count = in.read(bytes, filled, bytes.length - filled);
            if (count < 0) {
                return filled;
            }
            filled += count;
        }
        return filled;
    }

    private void timeout(long deadline) throws IOException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("the time for a PDU is over");
        }
        sockets.tcp().setSoTimeout(Sockets.millis(Duration.ofNanos(left)));
    }
}

package org.pacsscp.audit;

import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;

/**
 * Where audit messages go.
 *
 * <p>Each sink of an {@link AuditTrail} has a thread of its own there, which alone calls it, one message after the other. It may block:
 * nothing but messages waits for it.
 *
 * @since 0.1.0
 */
public interface AuditSink extends AutoCloseable {
    /** How much a spool may hold by default: 64 MiB, some 30,000 messages. */
    long DEFAULT_SPOOL_BYTES = 64L << 20;

    /**
     * Takes a message. What it throws is logged once, until it works again; the trail offers the message again later.
     *
     * @param message the message
     * @throws IOException if it cannot be taken now
     */
    void write(AuditMessage message) throws IOException;

    /**
     * Ends it, after the last message. A {@link #write} that has not returned in time may still be under way; then this should end it. It
     * may be called again, such as by a framework that has made it; then there is nothing left to do.
     *
     * @throws IOException if what was taken may be lost
     */
    @Override
    default void close() throws IOException {}

    /**
     * Writes to files, a message a line and a file a day (in UTC), named such as {@code audit-2026-11-30.log}. They are readable by
     * their owner alone, where the file system knows owners, since they name patients. Nothing deletes them.
     *
     * @param directory where to; made if it is not there
     * @return a sink
     * @throws IOException if the directory cannot be made
     */
    static AuditSink file(Path directory) throws IOException {
        return new FileSink(directory);
    }

    /**
     * Sends to an audit record repository over syslog with TLS (PS3.15 A.6; RFC 5424 and 5425), with a spool of {@link
     * #DEFAULT_SPOOL_BYTES}.
     *
     * @param host its name, for which its certificate must be valid
     * @param port its port; 6514 is usual
     * @param tls trusts it, and has our certificate if it wants one
     * @param spool a directory of this sink alone, where messages wait for being sent, also across restarts
     * @return a sink
     * @throws IOException if the spool cannot be made or read
     */
    static AuditSink syslog(String host, int port, SSLContext tls, Path spool) throws IOException {
        return syslog(host, port, tls, spool, DEFAULT_SPOOL_BYTES);
    }

    /**
     * Sends to an audit record repository, as {@link #syslog(String, int, SSLContext, Path)} does.
     *
     * <p>A message is sent at least once, in the order in which it came: one that was written to a connection just as that broke may
     * be lost, since a receiver of syslog acknowledges nothing; one whose sending has failed is sent again.
     *
     * @param host its name, for which its certificate must be valid
     * @param port its port; 6514 is usual
     * @param tls trusts it, and has our certificate if it wants one
     * @param spool a directory of this sink alone, where messages wait for being sent, also across restarts
     * @param spoolBytes how much may wait there, in bytes
     * @return a sink
     * @throws IOException if the spool cannot be made or read
     * @throws IllegalArgumentException if the port is none, or if nothing may wait
     */
    static AuditSink syslog(String host, int port, SSLContext tls, Path spool, long spoolBytes) throws IOException {
        return new SyslogSink(new SyslogConnector(host, port, tls), new Spool(spool, spoolBytes));
    }
}

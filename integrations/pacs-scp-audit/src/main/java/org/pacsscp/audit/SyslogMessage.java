package org.pacsscp.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.temporal.ChronoUnit;

/** Messages of syslog (RFC 5424) and how they follow each other over TLS (RFC 5425). */
final class SyslogMessage {
    /** Facility 10, security messages; severity 5, notice (PS3.15 A.6). */
    private static final int PRIORITY = 10 * 8 + 5;

    private static final String APP_NAME = "pacs-scp";
    private static final String MESSAGE_ID = "DICOM+RFC3881";

    /** Says that UTF-8 follows (RFC 5424 6.4). */
    private static final char BOM = '\uFEFF';

    private final String hostName;

    SyslogMessage() {
        this(hostName());
    }

    SyslogMessage(String hostName) {
        this.hostName = hostName;
    }

    private static String hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.matches("[!-~]{1,255}") ? name : "-";
        } catch (UnknownHostException e) {
            // A machine without a name sends none: NILVALUE.
            return "-";
        }
    }

    byte[] of(AuditMessage message) {
        String header = "<%d>1 %s %s %s %d %s - "
                .formatted(
                        PRIORITY,
                        message.time().truncatedTo(ChronoUnit.MILLIS),
                        hostName,
                        APP_NAME,
                        ProcessHandle.current().pid(),
                        MESSAGE_ID);
        return (header + BOM + message.xml()).getBytes(UTF_8);
    }

    /** Puts the length before a message (RFC 5425 4.3). */
    static byte[] frame(byte[] message) {
        byte[] length = (message.length + " ").getBytes(US_ASCII);
        byte[] frame = new byte[length.length + message.length];
        System.arraycopy(length, 0, frame, 0, length.length);
        System.arraycopy(message, 0, frame, length.length, message.length);
        return frame;
    }
}

package org.pacsscp.robustness.corpus;

import static org.pacsscp.testkit.wire.Bytes.hex;
import static org.pacsscp.testkit.wire.Bytes.join;
import static org.pacsscp.testkit.wire.Bytes.prefix;
import static org.pacsscp.testkit.wire.Bytes.text;
import static org.pacsscp.testkit.wire.Bytes.zeros;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pacsscp.testkit.wire.Pdus;

/** Other protocols on a port of DICOM, and DICOM without TLS on a port of TLS. */
final class ForeignProtocols {
    private static final String FIRST_BYTE = "PS3.8 Table 9-10, Sta2, Evt19: at the first byte";
    private static final String OTHER_PDU = "PS3.8 Table 9-10, Sta2, AA-1: its first byte is a PDU type";
    private static final String V1 = "V1: HTTP read as a length";
    private static final String BARE = "V12: a plain peer on a port of TLS";

    private static final String REQUEST_LINE = " / HTTP/1.1\r\nHost: pacs.example.org\r\n\r\n";
    private static final byte[] TLS_HELLO =
            join(hex("16 0301 002F 01 00002B 0303"), zeros(32), hex("00 0002 1301 0100 0000"));

    private final Caller caller;
    private final List<Case> cases = new ArrayList<>();

    private ForeignProtocols(Caller caller) {
        this.caller = caller;
    }

    static Theme theme(Caller caller) {
        ForeignProtocols theme = new ForeignProtocols(caller);
        theme.addText();
        theme.addBinary();
        theme.addProxy();
        theme.addNoise();
        theme.addBare();
        return new Theme("Other protocols", theme.cases);
    }

    private void addText() {
        for (String method : List.of("GET", "POST", "HEAD", "OPTIONS", "CONNECT")) {
            add("foreign: HTTP " + method, V1, text(method + REQUEST_LINE));
        }
        add("foreign: HTTP with a body of 100 KB", V1, join(text("POST" + REQUEST_LINE), zeros(100_000)));
        add("foreign: HTTP/2 preface", V1, text("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        add("foreign: SSH", FIRST_BYTE, text("SSH-2.0-OpenSSH_9.7\r\n"));
        add("foreign: SMTP", FIRST_BYTE, text("EHLO mail.example.org\r\n"));
        add("foreign: SIP", FIRST_BYTE, text("OPTIONS sip:pacs SIP/2.0\r\n\r\n"));
        add("foreign: Redis", FIRST_BYTE, text("*1\r\n$4\r\nPING\r\n"));
        add("foreign: an empty line", FIRST_BYTE, text("\r\n\r\n"));
        add("foreign: HL7 over MLLP", FIRST_BYTE, text("\u000bMSH|^~\\&|INVENTED\r\u001c\r"));
        add("foreign: a DICOM file", FIRST_BYTE, join(zeros(128), text("DICM"), hex("0200 0000 554C 0400 00000000")));
    }

    private void addBinary() {
        add("foreign: TLS 1.3 hello inside", FIRST_BYTE, TLS_HELLO);
        add("foreign: the first byte of a TLS hello", FIRST_BYTE, hex("16"));
        add("foreign: SSL 2 hello", FIRST_BYTE, hex("802E 01 0002 0015 0000 0010"));
        add("foreign: SMB", FIRST_BYTE, join(hex("00000085 FF"), text("SMBr"), zeros(100)));
        add("foreign: RDP, which begins as an A-ASSOCIATE-RJ", OTHER_PDU, hex("03 00 0013 0E E0 0000 0000 00"));
        add("foreign: SOCKS 4, which begins as a P-DATA-TF", OTHER_PDU, hex("04 01 0050 7F000001 00"));
        add("foreign: SOCKS 5, which begins as an A-RELEASE-RQ", OTHER_PDU, hex("05 01 00"));
        add("foreign: MQTT", FIRST_BYTE, join(hex("10 10 0004"), text("MQTT"), hex("04 02 003C 0004"), text("peer")));
        add("foreign: LDAP", FIRST_BYTE, hex("30 0C 02 01 01 60 07 02 01 03 04 00 80 00"));
        add("foreign: PostgreSQL", FIRST_BYTE, hex("00000008 04D2162F"));
    }

    private void addProxy() {
        String unexpected = "section 5: PROXY where none is expected";
        byte[] signature = hex("0D0A0D0A000D0A515549540A");
        byte[] addresses = hex("7F000001 7F000001 9C40 0068");
        add("foreign: PROXY v1", unexpected, text("PROXY TCP4 127.0.0.1 127.0.0.1 40000 104\r\n"));
        add("foreign: PROXY v1, UNKNOWN", unexpected, text("PROXY UNKNOWN\r\n"));
        add("foreign: PROXY v1 that never ends", unexpected, text("PROXY " + "1".repeat(100_000)));
        add("foreign: PROXY v2, LOCAL", unexpected, join(signature, hex("20 00 0000")));
        add("foreign: PROXY v2, TCP4", unexpected, join(signature, hex("21 11 000C"), addresses));
        add("foreign: PROXY v2 that claims 64 KiB", unexpected, join(signature, hex("21 11 FFFF"), addresses));
        add("foreign: PROXY v1, then a request", unexpected, join(proxyLine(), caller.request()));
    }

    private static byte[] proxyLine() {
        return text("PROXY TCP4 127.0.0.1 127.0.0.1 40000 104\r\n");
    }

    private void addNoise() {
        add("foreign: 100,000 bytes 00H", FIRST_BYTE, zeros(100_000));
        for (int seed = 1; seed <= 5; seed++) {
            byte[] noise = new byte[1000];
            new Random(seed).nextBytes(noise);
            noise[0] |= (byte) 0x80;
            add("foreign: noise " + seed, FIRST_BYTE, noise);
        }
    }

    private void addBare() {
        bare("bare: a request", caller.request());
        bare("bare: HTTP", text("GET" + REQUEST_LINE));
        bare("bare: an A-ABORT", Pdus.abort(0, 0));
        bare("bare: 100,000 bytes 00H", zeros(100_000));
        bare("bare: a TLS hello, then a request", join(TLS_HELLO, caller.request()));
        bare("bare: half a TLS hello, then FIN", prefix(TLS_HELLO, 20));
        bare("bare: a record of TLS that claims 64 KiB", hex("16 0303 FFFF 01"));
        cases.add(bare("bare: half a TLS hello, then silence")
                .say(prefix(TLS_HELLO, 20))
                .stall("close|alert"));
        cases.add(bare("bare: silence").stall("close|alert"));
        cases.add(bare("bare: RST").rst());
    }

    private static Case bare(String name) {
        return Case.named(name, BARE).on(Case.On.BARE_TLS_PORT);
    }

    /** No byte of DICOM is answered. */
    private void bare(String name, byte[] bytes) {
        cases.add(bare(name).say(bytes).then(Step.End.FIN).hear("close|alert|reset"));
    }

    private void add(String name, String source, byte[] bytes) {
        cases.add(Case.named(name, source).say(bytes).answer("A0"));
    }
}

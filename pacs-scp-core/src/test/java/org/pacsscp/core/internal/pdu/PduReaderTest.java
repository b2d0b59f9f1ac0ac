package org.pacsscp.core.internal.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.core.internal.pdu.PduReader.Progress;
import org.pacsscp.testkit.script.Script;
import org.pacsscp.testkit.wire.Bytes;

class PduReaderTest {
    private static final int MEBIBYTE = 1 << 20;

    private final PduReader reader = new PduReader(MEBIBYTE);

    private static ByteBuffer hex(String notation) {
        return ByteBuffer.wrap(Script.of(notation).bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x08, 'G', 'P', 0x16, 0xFF})
    void refusesAnUnknownTypeOnItsByte(int code) {
        ByteBuffer in = ByteBuffer.wrap(new byte[] {(byte) code, 0, 0, 0, 0, 4});

        assertThatThrownBy(() -> reader.advance(in))
                .isInstanceOfSatisfying(
                        PduException.class, e -> assertThat(e.reason()).isEqualTo(AbortReason.UNRECOGNIZED_PDU))
                .hasMessage("PDU type at offset 0 is %02XH, allowed: 01H to 07H".formatted(code)
                        + (code == 0x16 ? "; a peer with TLS begins so: it needs a port with TLS" : ""));
        assertThat(in.position()).isEqualTo(1);
    }

    @Test
    void tellsTheTypeBeforeALengthArrives() throws PduException {
        ByteBuffer in = hex("02");

        assertThat(reader.advance(in)).isEqualTo(Progress.TYPE);
        assertThat(reader.type()).isEqualTo(PduType.ASSOCIATE_AC);
        assertThat(reader.advance(in)).isEqualTo(Progress.UNDERFLOW);
    }

    @ParameterizedTest
    @CsvSource({
        "01, 0, 68 to 1048576",
        "01, 67, 68 to 1048576",
        "01, 1048577, 68 to 1048576",
        "01, 4294967295, 68 to 1048576",
        "02, 67, 68 to 1048576",
        "02, 2147483648, 68 to 1048576",
        "03, 3, 4",
        "05, 5, 4",
        "06, 0, 4",
        "07, 4294967295, 4",
        "04, 0, 6 to 16384",
        "04, 5, 6 to 16384",
        "04, 16385, 6 to 16384",
        "04, 4294967295, 6 to 16384"
    })
    void refusesALengthOutOfRangeAfterSixBytes(String type, long length, String allowed) {
        byte[] bytes = Script.of(type + "FF" + HexFormat.of().toHexDigits(length, 8) + "00000000")
                .bytes();
        Trace trace = Trace.of(bytes);

        assertThat(trace.failure())
                .isEqualTo(
                        "INVALID_PDU_PARAMETER_VALUE %s: PDU length at offset 2 is %d, allowed: %s",
                        trace.events().get(0).substring(5), length, allowed);
        assertThat(trace.position()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"01, 68", "01, 1048576", "02, 68", "04, 6", "04, 16384"})
    void takesTheLengthsAtTheEndsOfTheRange(String type, long length) {
        assertThat(Trace.of(Script.of(type + "00" + HexFormat.of().toHexDigits(length, 8))
                                .bytes())
                        .failure())
                .isNull();
    }

    @Test
    void boundsPDataByWhatWasAnnounced() throws PduException {
        reader.announcedMaximumLength(8);
        assertThat(Trace.of(
                                reader,
                                Script.of("04 00 00000008 00000004 01 00 A0A1").bytes(),
                                () -> 100)
                        .failure())
                .isNull();
        assertThat(Trace.of(reader, Script.of("04 00 00000009").bytes(), () -> 100)
                        .failure())
                .contains("allowed: 6 to 8");
    }

    @Test
    void takesAnyPDataWhereNoLimitWasAnnounced() throws PduException {
        reader.announcedMaximumLength(0);
        // A PDU of 2^32 - 1 bytes, its one fragment read past the reader
        ByteBuffer in = hex("04 00 FFFFFFFF FFFFFFFB 03 02");
        assertThat(reader.advance(in)).isEqualTo(Progress.TYPE);
        assertThat(reader.advance(in)).isEqualTo(Progress.FRAGMENT);
        assertThat(reader.fragmentRemaining()).isEqualTo(0xFFFF_FFF9L);

        while (reader.fragmentRemaining() > 0) {
            assertThat(reader.advance(in)).isEqualTo(Progress.UNDERFLOW);
            reader.consumed((int) Math.min(Integer.MAX_VALUE, reader.fragmentRemaining()));
        }

        assertThat(reader.advance(in)).isEqualTo(Progress.END_OF_P_DATA);
        assertThat(reader.advance(in)).isEqualTo(Progress.UNDERFLOW);
        assertThat(reader.advance(hex("07"))).isEqualTo(Progress.TYPE);
    }

    @ParameterizedTest
    @CsvSource({
        "00000000, '2 to 10, or 16'", "00000001, '2 to 10, or 16'", "00000011, '2 to 10, or 16'",
        "FFFFFFFF, '2 to 10, or 16'", "80000000, '2 to 10, or 16'", "0000000B, '2 to 10, or 16'",
        "0000000F, '2 to 10, or 16'"
    })
    void refusesAPdvLengthAfterItsFourBytes(String length, String allowed) {
        Trace trace = Trace.of(Script.of("04 00 00000014" + length + "01 00").bytes());

        assertThat(trace.failure())
                .isEqualTo(
                        "INVALID_PDU_PARAMETER_VALUE P-DATA-TF: PDV item length at offset 6 is %d, allowed: %s",
                        Long.parseLong(length, 16), allowed);
        assertThat(trace.position()).isEqualTo(10);
    }

    @Test
    void namesTheOffsetOfALaterPdv() {
        Trace trace = Trace.of(
                Script.of("04 00 00000010 00000004 01 00 A0A1 00000005 01 00").bytes());

        assertThat(trace.failure()).endsWith("PDV item length at offset 14 is 5, allowed: 4");
        assertThat(trace.position()).isEqualTo(18);
    }

    @Test
    void takesTheSmallestItemAfterAnother() {
        assertThat(Trace.of(Script.of("04 00 0000000E 00000004 01 00 A0A1 00000002 01 02")
                                .bytes())
                        .failure())
                .isNull();
        assertThat(Trace.of(Script.of("04 00 0000000C 00000001 01 00").bytes()).failure())
                .endsWith("PDV item length at offset 6 is 1, allowed: 2 to 2, or 8");
    }

    @Test
    void tellsWhetherAPDataTfIsUnderWay() throws PduException {
        ByteBuffer in = hex("04 00 00000007 00000003 01 02 A0 05");

        assertThat(reader.isInPData()).isFalse();
        assertThat(reader.advance(in)).isEqualTo(Progress.TYPE);
        assertThat(reader.isInPData()).isTrue();
        assertThat(reader.advance(in)).isEqualTo(Progress.FRAGMENT);
        in.get();
        reader.consumed(1);
        assertThat(reader.isInPData()).isTrue();
        assertThat(reader.advance(in)).isEqualTo(Progress.END_OF_P_DATA);
        assertThat(reader.isInPData()).isFalse();
        assertThat(reader.advance(in)).isEqualTo(Progress.TYPE);
        assertThat(reader.isInPData()).isFalse();
    }

    @Test
    void tellsTheEndWithoutAFurtherByte() throws PduException {
        ByteBuffer in = hex("04 00 00000007 00000003 01 02 A0");
        assertThat(reader.advance(in)).isEqualTo(Progress.TYPE);
        assertThat(reader.advance(in)).isEqualTo(Progress.FRAGMENT);
        assertThat(reader.advance(in)).isEqualTo(Progress.DATA);
        assertThat(reader.advance(in)).as("until consumed").isEqualTo(Progress.DATA);
        in.get();
        reader.consumed(0);
        assertThatIllegalArgumentException().isThrownBy(() -> reader.consumed(-1));
        reader.consumed(1);

        assertThat(reader.advance(in)).isEqualTo(Progress.END_OF_P_DATA);
    }

    @Test
    void letsNobodyConsumeMoreThanTheFragment() throws PduException {
        ByteBuffer in = hex("04 00 0000000E 00000002 01 02");
        assertThat(reader.advance(in)).isEqualTo(Progress.TYPE);
        assertThatIllegalArgumentException().isThrownBy(() -> reader.consumed(1));
        assertThat(reader.advance(in)).isEqualTo(Progress.FRAGMENT);
        assertThatIllegalArgumentException().isThrownBy(() -> reader.consumed(1));
        // The length of the second item is known, but its header is still to come
        assertThat(reader.advance(hex("00000004"))).isEqualTo(Progress.UNDERFLOW);
        assertThatIllegalArgumentException().isThrownBy(() -> reader.consumed(1));
    }

    @Test
    void hasNoTypeBeforeAPduHasBegun() {
        assertThatIllegalStateException().isThrownBy(reader::type);
        assertThatIllegalStateException().isThrownBy(reader::pdu);
    }

    @Test
    void isSpentAfterAFailure() {
        assertThatThrownBy(() -> reader.advance(hex("00"))).isInstanceOf(PduException.class);
        ByteBuffer in = ByteBuffer.wrap(Golden.ABORT.bytes());

        assertThatThrownBy(() -> reader.advance(in)).isInstanceOf(PduException.class);
        assertThat(in.position()).isZero();
    }

    @Test
    void forgetsAPduAtTheNextAdvance() throws PduException {
        ByteBuffer in = ByteBuffer.wrap(Golden.ASSOCIATE_RQ.bytes());
        assertThat(reader.advance(in)).isEqualTo(Progress.TYPE);
        assertThat(reader.advance(in)).isEqualTo(Progress.PDU);
        assertThat(reader.pdu()).isEqualTo(Golden.request());
        assertThat(reader.pduLength()).isEqualTo(Golden.ASSOCIATE_RQ.bytes().length - 6L);
        assertThat(reader.bodyCapacity()).as("kept of a decoded body").isZero();
        assertThat(reader.advance(in)).isEqualTo(Progress.UNDERFLOW);

        assertThatIllegalStateException().isThrownBy(reader::pdu);
    }

    @Test
    void givesAPduAway() throws PduException {
        ByteBuffer in = ByteBuffer.wrap(Golden.ASSOCIATE_RQ.bytes());
        assertThat(reader.advance(in)).isEqualTo(Progress.TYPE);
        assertThat(reader.advance(in)).isEqualTo(Progress.PDU);

        assertThat(reader.takePdu()).isEqualTo(Golden.request());
        assertThatIllegalStateException().isThrownBy(reader::takePdu);
    }

    /** Wherever in a PDU it is called, the next event is the type of the next PDU, and whatever follows is read as ever. */
    @Test
    void discardsTheRestOfAPdu() throws PduException {
        for (Script wire : Golden.all()) {
            for (int length = 1; length < wire.bytes().length; length++) {
                PduReader discarding = new PduReader(MEBIBYTE);
                Trace.of(discarding, Arrays.copyOf(wire.bytes(), length), () -> 1000);
                discarding.discardBody();
                byte[] next = Script.of("06 00 00000004 00000000 04 00 00000007 00000003 01 02 A0")
                        .bytes();
                byte[] left = Arrays.copyOfRange(wire.bytes(), length, wire.bytes().length);
                ByteBuffer rest = ByteBuffer.wrap(Bytes.join(left, next));

                assertThat(discarding.advance(rest)).isEqualTo(Progress.TYPE);
                assertThat(discarding.type()).isEqualTo(PduType.RELEASE_RP);
                assertThat(discarding.bodyCapacity()).isZero();
                assertThat(discarding.advance(rest)).isEqualTo(Progress.PDU);
                assertThat(discarding.advance(rest)).isEqualTo(Progress.TYPE);
                assertThat(discarding.advance(rest)).isEqualTo(Progress.FRAGMENT);
                assertThat(discarding.fragmentRemaining()).isOne();
            }
        }
    }

    @Test
    void discardsAPduOfAnyLength() throws PduException {
        assertThat(reader.advance(hex("01"))).isEqualTo(Progress.TYPE);
        reader.discardBody();
        assertThat(reader.advance(hex("00 FFFFFFFF"))).isEqualTo(Progress.UNDERFLOW);
        ByteBuffer block = ByteBuffer.allocate(1 << 24);
        for (int i = 0; i < 255; i++) {
            assertThat(reader.advance(block.clear())).isEqualTo(Progress.UNDERFLOW);
        }
        assertThat(reader.advance(block.clear().limit((1 << 24) - 1))).isEqualTo(Progress.UNDERFLOW);

        assertThat(reader.advance(hex("05"))).isEqualTo(Progress.TYPE);
        assertThat(reader.type()).isEqualTo(PduType.RELEASE_RQ);
    }

    @Test
    void holdsNoMoreThanTwiceWhatArrived() throws PduException {
        ByteBuffer in = hex("01 00 00100000 00010000");
        assertThat(reader.advance(in)).isEqualTo(Progress.TYPE);
        assertThat(reader.advance(in)).isEqualTo(Progress.UNDERFLOW);
        assertThat(reader.bodyCapacity()).isLessThanOrEqualTo(256);

        ByteBuffer more = ByteBuffer.allocate(997);
        for (int received = 4 + 997; received < MEBIBYTE; received += 997) {
            assertThat(reader.advance(more.clear())).isEqualTo(Progress.UNDERFLOW);
            assertThat(reader.bodyCapacity()).isBetween(received, Math.min(2 * received, MEBIBYTE));
        }
        assertThatThrownBy(() -> reader.advance(more.clear())).isInstanceOf(PduException.class);
        assertThat(reader.bodyCapacity()).isZero();
    }

    @Test
    void allocatesNothingForPData() throws PduException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        ByteBuffer in = ByteBuffer.wrap(Golden.P_DATA_TF.bytes());
        readPData(in, 1_000);

        long before = threads.getCurrentThreadAllocatedBytes();
        readPData(in, 10_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        // Room for what the JVM itself may do to this thread, but for less than a byte a PDU
        assertThat(allocated).isLessThan(8_192);
    }

    private void readPData(ByteBuffer in, int times) throws PduException {
        for (int i = 0; i < times; i++) {
            in.clear();
            Progress progress = reader.advance(in);
            while (progress != Progress.END_OF_P_DATA) {
                if (progress == Progress.DATA) {
                    int count = (int) reader.fragmentRemaining();
                    in.position(in.position() + count);
                    reader.consumed(count);
                }
                progress = reader.advance(in);
            }
        }
    }

    @Test
    void checksWhatItIsConfiguredWith() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PduReader(67));
        assertThatIllegalArgumentException().isThrownBy(() -> reader.announcedMaximumLength(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> reader.announcedMaximumLength(1L << 32));
        assertThatNoException().isThrownBy(() -> new PduReader(68));
        assertThatNoException().isThrownBy(() -> reader.announcedMaximumLength(0xFFFF_FFFFL));
    }
}

package org.pacsscp.core.internal.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.RejectReason;
import org.pacsscp.testkit.script.Script;
import org.pacsscp.testkit.wire.Bytes;

class GoldenTest {
    static Stream<Arguments> pdus() {
        return Golden.pdus().entrySet().stream().map(pdu -> Arguments.of(pdu.getKey(), pdu.getValue()));
    }

    static Stream<Script> all() {
        return Golden.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pdus")
    void decodes(Pdu pdu, Script wire) {
        Trace trace = Trace.of(wire.bytes());

        assertThat(trace.failure()).isNull();
        assertThat(trace.events()).containsExactly("TYPE " + pdu.type(), "PDU " + pdu);
        assertThat(trace.pdus()).containsExactly(pdu);
    }

    @ParameterizedTest
    @MethodSource("pdus")
    void encodes(Pdu pdu, Script wire) {
        ByteBuffer encoded = PduWriter.encode(pdu);

        assertThat(encoded.position()).isZero();
        assertThat(encoded.limit()).isEqualTo(encoded.capacity());
        assertThat(encoded).isEqualTo(ByteBuffer.wrap(wire.bytes()));
    }

    @Test
    void passesFragmentsOfPData() {
        assertThat(Trace.of(Golden.P_DATA_TF.bytes()).events())
                .containsExactly(
                        "TYPE P-DATA-TF",
                        "FRAGMENT 1 command last 4",
                        "DATA c0c1c2c3",
                        "FRAGMENT 1 data 0",
                        "FRAGMENT 255 data last 1",
                        "DATA d0",
                        "END_OF_P_DATA");
    }

    @Test
    void readsPdusThatFollowEachOther() {
        byte[] two = Bytes.join(Golden.ASSOCIATE_RJ.bytes(), Golden.ABORT.bytes());

        assertThat(Trace.of(two).pdus())
                .isEqualTo(List.of(
                        new AssociateRj(RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED),
                        new Abort(AbortReason.INVALID_PDU_PARAMETER_VALUE)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void readsTheSameByteByByte(Script wire) {
        assertThat(Trace.of(wire.bytes(), () -> 1)).isEqualTo(Trace.of(wire.bytes()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void waitsForTheRestAtEveryOffset(Script wire) {
        List<String> whole = Trace.of(wire.bytes()).events();
        for (int length = 1; length < wire.bytes().length; length++) {
            Trace trace = Trace.of(Arrays.copyOf(wire.bytes(), length));

            assertThat(trace.failure()).as("failure after %d bytes", length).isNull();
            assertThat(trace.position()).isEqualTo(length);
            assertThat(trace.events()).hasSizeLessThan(whole.size()).doesNotContain(whole.get(whole.size() - 1));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void judgesFalsifiedLengthsTheSameHoweverTheyArrive(Script wire) {
        for (Script.LengthField field : wire.lengthFields()) {
            for (byte[] falsified : falsify(wire.bytes(), field)) {
                assertThat(Trace.of(falsified, () -> 1)).as("%s", field).isEqualTo(Trace.of(falsified));
            }
        }
    }

    /** A length is never believed beyond what holds it. */
    @ParameterizedTest
    @MethodSource("all")
    void refusesTheLargestValueOfEveryLength(Script wire) {
        for (Script.LengthField field : wire.lengthFields()) {
            byte[] bytes = withLength(wire.bytes(), field, -1);
            boolean notToBeTested = wire == Golden.ASSOCIATE_AC
                    && bytes[field.offset() - 2] == 0x40
                    && wire.bytes()[field.offset() + 1] == 0;

            assertThat(Trace.of(bytes).failure() == null).as("%s", field).isEqualTo(notToBeTested);
        }
    }

    private static List<byte[]> falsify(byte[] bytes, Script.LengthField field) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int value = field.size() == 2 ? buffer.getShort(field.offset()) : buffer.getInt(field.offset());
        return Stream.of(0, 1, value - 1, value + 1, -1)
                .map(falsified -> withLength(bytes, field, falsified))
                .toList();
    }

    private static byte[] withLength(byte[] bytes, Script.LengthField field, int value) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.clone());
        if (field.size() == 2) {
            buffer.putShort(field.offset(), (short) value);
        } else {
            buffer.putInt(field.offset(), value);
        }
        return buffer.array();
    }
}

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

class GoldenTest {
    static Stream<Arguments> pdus() {
        return Golden.pdus().entrySet().stream().map(pdu -> Arguments.of(pdu.getKey(), pdu.getValue()));
    }

    static Stream<Wire> all() {
        return Golden.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pdus")
    void decodes(Pdu pdu, Wire wire) {
        Trace trace = Trace.of(wire.bytes());

        assertThat(trace.failure()).isNull();
        assertThat(trace.events()).containsExactly("TYPE " + pdu.type(), "PDU " + pdu);
        assertThat(trace.pdus()).containsExactly(pdu);
    }

    @ParameterizedTest
    @MethodSource("pdus")
    void encodes(Pdu pdu, Wire wire) {
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
        byte[] two = ByteBuffer.allocate(20)
                .put(Golden.ASSOCIATE_RJ.bytes())
                .put(Golden.ABORT.bytes())
                .array();

        assertThat(Trace.of(two).pdus()).isEqualTo(List.of(new AssociateRj(1, 2, 3), new Abort(2, 6)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void readsTheSameByteByByte(Wire wire) {
        assertThat(Trace.of(wire.bytes(), () -> 1)).isEqualTo(Trace.of(wire.bytes()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void waitsForTheRestAtEveryOffset(Wire wire) {
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
    void judgesFalsifiedLengthsTheSameHoweverTheyArrive(Wire wire) {
        for (Wire.LengthField field : wire.lengthFields()) {
            for (byte[] falsified : falsify(wire.bytes(), field)) {
                assertThat(Trace.of(falsified, () -> 1)).as("%s", field).isEqualTo(Trace.of(falsified));
            }
        }
    }

    /** A length is never believed beyond what holds it. */
    @ParameterizedTest
    @MethodSource("all")
    void refusesTheLargestValueOfEveryLength(Wire wire) {
        for (Wire.LengthField field : wire.lengthFields()) {
            byte[] bytes = withLength(wire.bytes(), field, -1);
            boolean notToBeTested = wire == Golden.ASSOCIATE_AC
                    && bytes[field.offset() - 2] == 0x40
                    && wire.bytes()[field.offset() + 1] == 0;

            assertThat(Trace.of(bytes).failure() == null).as("%s", field).isEqualTo(notToBeTested);
        }
    }

    private static List<byte[]> falsify(byte[] bytes, Wire.LengthField field) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int value = field.size() == 2 ? buffer.getShort(field.offset()) : buffer.getInt(field.offset());
        return Stream.of(0, 1, value - 1, value + 1, -1)
                .map(falsified -> withLength(bytes, field, falsified))
                .toList();
    }

    private static byte[] withLength(byte[] bytes, Wire.LengthField field, int value) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.clone());
        if (field.size() == 2) {
            buffer.putShort(field.offset(), (short) value);
        } else {
            buffer.putInt(field.offset(), value);
        }
        return buffer.array();
    }
}

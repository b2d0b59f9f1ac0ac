package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Limits;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.Reading;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/** A handler gets exactly the bytes of its data set, however they came and however it reads them. */
@ParameterizedClass
@EnumSource
class DataSetReadIT {
    /** More than any buffer of the engine's holds. */
    private static final int LARGE = 300_000;

    private final Segmentation segmentation;
    private final ScriptedHandler handler = ScriptedHandler.create();

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(handler)
            .limits(Limits.builder().maxPduLength(0x10000).build()));

    DataSetReadIT(Segmentation segmentation) {
        this.segmentation = segmentation;
    }

    @ParameterizedTest
    @EnumSource
    void endsExactlyAfterOneFragment(Reading reading) throws Exception {
        judge(reading, Dimse.bytes(1234), 1234);
    }

    @ParameterizedTest
    @EnumSource
    void endsExactlyAfterManyFragments(Reading reading) throws Exception {
        judge(reading, Dimse.bytes(12_345), 1000);
    }

    @ParameterizedTest
    @EnumSource
    void endsExactlyAfterFragmentsOfTwoBytes(Reading reading) throws Exception {
        judge(reading, Dimse.bytes(600), 2);
    }

    @ParameterizedTest
    @EnumSource
    void endsExactlyAfterTheLongestFragments(Reading reading) throws Exception {
        int length = segmentation == Segmentation.AS_WRITTEN ? LARGE : 66_000;

        judge(reading, Dimse.bytes(length), 0x10000 - 6);
    }

    @ParameterizedTest
    @EnumSource
    void endsAtOnceWhereThereIsNothing(Reading reading) throws Exception {
        judge(reading, new byte[0], 2);
    }

    private void judge(Reading reading, byte[] dataSet, int fragmentLength) throws Exception {
        handler.does(action -> {
            DataSetStream in = action.dataSet();
            assertThat(in.position()).isZero();
            assertThat(in.transferSyntax()).isEqualTo(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
            assertThat(reading.readFully(in)).isEqualTo(dataSet);
            assertEnd(in, dataSet.length);
            return DimseStatus.SUCCESS;
        });

        store(Dimse.dataSet(Dimse.STORAGE, dataSet, fragmentLength));
    }

    private static void assertEnd(DataSetStream in, int length) throws IOException {
        assertThat(in.position()).isEqualTo(length);
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read(new byte[1])).isEqualTo(-1);
        assertThat(in.read(new byte[0])).isZero();
        assertThat(in.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        assertThat(in.read(ByteBuffer.allocateDirect(1))).isEqualTo(-1);
        assertThat(in.skip(1)).isZero();
        assertThat(in.readAllBytes()).isEmpty();
        assertThat(in.position()).isEqualTo(length);
        assertThat(in.isOpen()).isTrue();
    }

    /** Fragments without bytes are fragments like others (PS3.8 Annex E). */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            first               | {4: 03 00} {4: 03 02 01020304}
            last                | {4: 03 00 01020304} {4: 03 02}
            between             | {4: 03 00 0102} {4: 03 00} {4: 03 00} {4: 03 02 0304}
            everywhere          | {4: 03 00} {4: 03 00 0102} {4: 03 00} {4: 03 00 0304} {4: 03 00} {4: 03 02}
            odd                 | {4: 03 00 01} {4: 03 00 020304} {4: 03 02}
            header bits         | {4: 03 FC 0102} {4: 03 FE 0304}
            """)
    void passesOverEmptyFragments(String where, String fragments) throws Exception {
        byte[] expected = {1, 2, 3, 4};
        handler.does(action -> {
            assertThat(action.dataSet().readAllBytes()).isEqualTo(expected);
            assertEnd(action.dataSet(), 4);
            return DimseStatus.SUCCESS;
        });

        store(Words.bytes("04 00 {4: " + fragments + "}"));
        store(Words.bytes("04 00 {4: " + fragments.replace("} {", "}} 04 FF {4: {") + "}"));
    }

    /** PS3.8 section 9.3.5.1: one P-DATA-TF may carry several presentation data values, of commands and of data sets. */
    @Test
    void takesACommandAndItsDataSetFromOnePdu() throws Exception {
        byte[] expected = {1, 2, 3, 4};
        handler.does(action -> {
            assertThat(action.dataSet().readAllBytes()).isEqualTo(expected);
            return DimseStatus.SUCCESS;
        });
        String command = Dimse.storeRequest(1).substring("04 00 {4: ".length());

        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer)
                    .send("04 00 {4: " + command.substring(0, command.length() - 1)
                            + "{4: 03 00 0102} {4: 03 02 0304}}")
                    .expect(Dimse.storeResponse(1, 0x0000))
                    .release();
        }
    }

    @Test
    void skips() throws Exception {
        byte[] dataSet = Dimse.bytes(50_000);
        handler.does(action -> {
            DataSetStream in = action.dataSet();
            assertThat(in.skip(0)).isZero();
            assertThat(in.skip(-5)).isZero();
            assertThat(in.skip(20_001)).isEqualTo(20_001);
            assertThat(in.position()).isEqualTo(20_001);
            assertThat(in.readNBytes(5000)).isEqualTo(Arrays.copyOfRange(dataSet, 20_001, 25_001));
            in.skipNBytes(10_000);
            assertThat(in.read()).isEqualTo(dataSet[35_001] & 0xFF);
            assertThat(in.skip(Long.MAX_VALUE)).isEqualTo(50_000 - 35_002);
            assertEnd(in, 50_000);
            return DimseStatus.SUCCESS;
        });

        store(Dimse.dataSet(Dimse.STORAGE, dataSet, 3000));
    }

    @Test
    void mixesWaysOfReading() throws Exception {
        byte[] dataSet = Dimse.bytes(20_000);
        handler.does(action -> {
            DataSetStream in = action.dataSet();
            ByteBuffer got = ByteBuffer.allocate(20_000);
            ByteBuffer direct = ByteBuffer.allocateDirect(1500);
            while (in.position() < 19_000) {
                got.put((byte) in.read());
                got.put(in.readNBytes(999));
                in.read(direct.clear().position(3).limit(700));
                got.put(direct.limit(direct.position()).position(3));
            }
            got.put(in.readAllBytes());
            assertThat(got.array()).isEqualTo(dataSet);
            assertEnd(in, 20_000);
            return DimseStatus.SUCCESS;
        });

        store(Dimse.dataSet(Dimse.STORAGE, dataSet, 1234));
    }

    @Test
    void leavesTheLimitOfABufferAlone() throws Exception {
        handler.does(action -> {
            ByteBuffer direct = ByteBuffer.allocateDirect(100).position(10).limit(90);
            while (action.dataSet().read(direct) > 0) {
                assertThat(direct.limit()).isEqualTo(90);
            }
            assertThat(direct.position()).isEqualTo(14);
            return DimseStatus.SUCCESS;
        });

        store(Words.bytes(Dimse.fragment(Dimse.STORAGE, "0102") + Dimse.last(Dimse.STORAGE, "0304")));
    }

    /** A request without a data set has a stream all the same, at its end. */
    @Test
    void isAtItsEndFromTheStartWithoutADataSet() throws Exception {
        handler.does(action -> {
            assertThat(action.command().hasDataSet()).isFalse();
            assertThat(action.dataSet().transferSyntax()).isEqualTo(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
            assertThat(action.dataSet().read()).isEqualTo(-1);
            assertThat(action.dataSet().position()).isZero();
            return DimseStatus.SUCCESS;
        });
        String request = Dimse.command(Dimse.FIND, Dimse.FIND_CLASS + "<field 0020H> <message id 1> <no data set>");

        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer)
                    .send(request)
                    .expect(Dimse.findResponse(1, 0x0000))
                    .release();
        }
        assertSucceeded();
    }

    private void store(byte[] dataSet) throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer)
                    .send(Dimse.storeRequest(1))
                    .send(dataSet)
                    .expect(Dimse.storeResponse(1, 0x0000))
                    .release();
        }
        assertSucceeded();
    }

    private void assertSucceeded() throws InterruptedException {
        assertThat(handler.outcome()).isEqualTo(DimseStatus.SUCCESS);
    }
}

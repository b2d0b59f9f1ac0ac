package org.pacsscp.dcm4che;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipException;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Response;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.testkit.action.ActionTester;
import org.pacsscp.testkit.action.Outcome;
import org.pacsscp.testkit.action.TestRequest;
import org.pacsscp.testkit.data.DataSets;

/** Data sets that are read and written without a socket, good ones and others. Compared with those of the testkit's codec. */
class Dcm4cheTest {
    private static final Uid EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final Uid JPEG = TransferSyntax.JPEG_BASELINE_8_BIT;

    static List<Uid> syntaxes() {
        return Invented.SYNTAXES;
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void writesWhatOthersRead(Uid syntax) throws IOException {
        byte[] bytes = encode(Invented.entry(), syntax);

        DataSet read = DataSets.decode(bytes, syntax);

        assertThat(bytes.length % 2).isZero();
        assertThat(read.text(Tag.PatientName)).contains(Invented.NAME);
        assertThat(read.integer(Tag.Rows)).hasValue(512);
        assertThat(read.contains(Tag.PatientBirthDate)).isTrue();
        assertThat(read.sequence(Tag.ScheduledProcedureStepSequence))
                .extracting(step -> step.text(Tag.Modality).orElse(""))
                .containsExactly("CT", "MR");
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void readsWhatOthersWrite(Uid syntax) throws IOException {
        byte[] bytes = DataSets.encode(DataSets.decode(encode(Invented.entry(), EXPLICIT), EXPLICIT), syntax);

        Attributes read = Dcm4che.attributes(DataSetStream.of(syntax, bytes));

        assertThat(read.getString(Tag.PatientName)).isEqualTo(Invented.NAME);
        assertThat(read.getInt(Tag.Rows, 0)).isEqualTo(512);
        assertThat(read.contains(Tag.PatientBirthDate)).isTrue();
        assertThat(read.getSequence(Tag.ScheduledProcedureStepSequence))
                .extracting(step -> step.getString(Tag.Modality))
                .containsExactly("CT", "MR");
    }

    @Test
    void readsNothingAsADataSetWithoutElements() throws IOException {
        assertThat(Dcm4che.attributes(DataSetStream.of(EXPLICIT, new byte[0])).isEmpty())
                .isTrue();
    }

    @Test
    void leavesTheDataSetOpenAndReadsOnlyWhatIsAskedFor() throws IOException {
        Attributes image = Invented.entry();
        image.setBytes(Tag.PixelData, VR.OW, new byte[100_000]);
        DataSetStream dataSet = DataSetStream.of(EXPLICIT, encode(image, EXPLICIT));
        try (DicomInputStream in = Dcm4che.input(dataSet)) {
            assertThat(in.readDatasetUntilPixelData().getString(Tag.AccessionNumber))
                    .isEqualTo("ACC1");
        }
        assertThat(dataSet.isOpen()).isTrue();
        assertThat(dataSet.position()).isLessThan(10_000);
    }

    @Test
    void keepsFragmentsOfPixelDataAsTheyAre() throws IOException {
        Attributes image = withFragments();

        Attributes read = Dcm4che.attributes(DataSetStream.of(JPEG, encode(image, JPEG)));

        assertThat((Fragments) read.getValue(Tag.PixelData)).isEqualTo(image.getValue(Tag.PixelData));
    }

    @Test
    void refusesPixelDataThatTheTransferSyntaxDoesNotHave() {
        Attributes uncompressed = new Attributes();
        uncompressed.setBytes(Tag.PixelData, VR.OW, new byte[8]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dcm4che.dataSet(withFragments(), EXPLICIT))
                .withMessageContaining("is encapsulated");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dcm4che.dataSet(uncompressed, JPEG))
                .withMessageContaining("is native");
    }

    /** It is whole only where an element of its own ends, of which there are six. */
    @Test
    void saysWhereADataSetEndsTooEarly() throws IOException {
        byte[] bytes = encode(Invented.entry(), EXPLICIT);
        int whole = 0;
        for (int length = 0; length < bytes.length; length++) {
            DataSetStream part = DataSetStream.of(EXPLICIT, Arrays.copyOf(bytes, length));
            try {
                Dcm4che.attributes(part);
                whole++;
            } catch (EOFException e) {
                assertThat(e.getMessage())
                        .satisfiesAnyOf(
                                m -> assertThat(m).isNull(), m -> assertThat(m).doesNotContain("Invented"));
            }
        }
        assertThat(whole).isEqualTo(6);
    }

    @Test
    void seesWhereADeflatedDataSetEndsTooEarly() throws IOException {
        Uid syntax = TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
        byte[] bytes = encode(Invented.entry(), syntax);

        for (int length = 0; length < bytes.length - 2; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatIOException()
                    .as("%s of %s bytes", length, bytes.length)
                    .isThrownBy(() -> Dcm4che.attributes(DataSetStream.of(syntax, part)))
                    .isInstanceOf(ZipException.class);
        }
    }

    @Test
    void bearsNestingOf64AndRefusesMore() throws IOException {
        Attributes bearable = Dcm4che.attributes(DataSetStream.of(EXPLICIT, encode(nested(64), EXPLICIT)));
        assertThat(bearable.size()).isEqualTo(1);

        byte[] deep = encode(nested(65), EXPLICIT);
        assertThatThrownBy(() -> Dcm4che.attributes(DataSetStream.of(EXPLICIT, deep)))
                .isInstanceOf(DicomStreamException.class)
                .hasMessageContaining("nested more than 64 deep");
    }

    /** A value that claims 2 GiB less a few bytes, and brings ten. */
    @Test
    void takesNoMoreMemoryThanHasComeForALengthThatIsALie() {
        ByteBuffer bytes = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort((short) 0x7FE0).putShort((short) 0x0010).put(new byte[] {'O', 'B', 0, 0});
        bytes.putInt(Integer.MAX_VALUE - 9);
        Counted dataSet = new Counted(EXPLICIT, bytes.array(), Long.MAX_VALUE);

        assertThatIOException().isThrownBy(() -> Dcm4che.attributes(dataSet)).isInstanceOf(EOFException.class);
        assertThat(dataSet.held).isBetween(10L, 100_000L);
    }

    @Test
    void countsWhatItHoldsAfterInflating() throws IOException {
        Attributes image = new Attributes();
        image.setBytes(Tag.PixelData, VR.OW, new byte[1 << 20]);
        Uid syntax = TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
        byte[] bytes = encode(image, syntax);
        Counted dataSet = new Counted(syntax, bytes, Long.MAX_VALUE);

        Dcm4che.attributes(dataSet);

        assertThat(bytes).hasSizeLessThan(10_000);
        assertThat(dataSet.held).isBetween(1L << 20, (1L << 20) + 1000);
    }

    @Test
    void countsItemsThatAreEmpty() {
        Attributes report = new Attributes();
        for (int i = 0; i < 1000; i++) {
            report.ensureSequence(Tag.ContentSequence, 1000).add(new Attributes());
        }
        assertThatThrownBy(() -> Dcm4che.attributes(new Counted(EXPLICIT, encode(report, EXPLICIT), 100_000)))
                .isInstanceOf(DataSetException.class);
    }

    @ParameterizedTest
    @CsvSource({"C_STORE_RQ, C000", "C_FIND_RQ, C000", "C_MOVE_RQ, C000", "C_GET_RQ, C000", "N_CREATE_RQ, 0110"})
    void tellsThePeerThatItsDataSetCannotBeFollowed(CommandField field, String status) {
        Outcome outcome = ask(TestRequest.of(field, SopClass.CT_IMAGE_STORAGE).dataSetBytes(new byte[] {8, 0, 5}));

        assertThat(outcome.last().status().code()).isEqualTo(Integer.parseInt(status, 16));
        assertThat(outcome.last().status().errorComment())
                .contains("the data set is not as its transfer syntax has it");
    }

    @Test
    void leavesToTheEngineWhatBreaksOnItsWay() throws IOException {
        byte[] bytes = encode(Invented.entry(), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);

        Outcome outcome = ask(TestRequest.of(CommandField.C_STORE_RQ, SopClass.CT_IMAGE_STORAGE)
                .dataSetBytes(bytes)
                .breakingAt(20, DataSetException.Cause.PEER_LOST));

        assertThat(outcome.thrown()).containsInstanceOf(DataSetException.class);
        assertThat(outcome.responses()).isEmpty();
    }

    private static Outcome ask(TestRequest request) {
        return ActionTester.of(new Reader()).call(request);
    }

    private static byte[] encode(Attributes dataSet, Uid syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Dcm4che.dataSet(dataSet, syntax).writeTo(out);
        return out.toByteArray();
    }

    private static Attributes withFragments() {
        Attributes image = new Attributes();
        Fragments fragments = image.newFragments(Tag.PixelData, VR.OB, 2);
        fragments.add(new byte[0]);
        fragments.add(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9});
        return image;
    }

    private static Attributes nested(int levels) {
        Attributes top = new Attributes();
        Attributes at = top;
        for (int i = 0; i < levels; i++) {
            Attributes item = new Attributes();
            at.newSequence(Tag.ContentSequence, 1).add(item);
            at = item;
        }
        return top;
    }

    /** Reads whatever it is asked with. */
    private static final class Reader implements ActionHandler {
        @Override
        public List<ServiceCapability> capabilities() {
            return List.of(ServiceCapability.performer(
                    SopClass.CT_IMAGE_STORAGE,
                    CommandField.C_STORE_RQ,
                    CommandField.C_FIND_RQ,
                    CommandField.C_MOVE_RQ,
                    CommandField.C_GET_RQ,
                    CommandField.N_CREATE_RQ));
        }

        @Override
        public Response handle(Action action) throws IOException {
            Dcm4che.attributes(action);
            return DimseStatus.SUCCESS;
        }
    }

    /** Counts what is held of it, up to a limit. */
    private static final class Counted extends DataSetStream {
        private final DataSetStream bytes;
        private final long most;
        private long held;

        Counted(Uid syntax, byte[] bytes, long most) {
            this.bytes = DataSetStream.of(syntax, bytes);
            this.most = most;
        }

        @Override
        public Uid transferSyntax() {
            return bytes.transferSyntax();
        }

        @Override
        public void hold(long count) throws DataSetException {
            held += count;
            if (held > most) {
                throw new DataSetException(DataSetException.Cause.LIMIT_EXCEEDED, "no more memory");
            }
        }

        @Override
        public long position() {
            return bytes.position();
        }

        @Override
        public int read(ByteBuffer dst) throws IOException {
            return bytes.read(dst);
        }

        @Override
        public boolean isOpen() {
            return bytes.isOpen();
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }
}

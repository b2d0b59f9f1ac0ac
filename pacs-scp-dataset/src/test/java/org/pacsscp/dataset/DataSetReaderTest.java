package org.pacsscp.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

class DataSetReaderTest {
    private static final ReadOptions DEFAULTS = ReadOptions.defaults();

    @Test
    void tellsWhatComesOneByOne() throws IOException {
        List<String> seen = new ArrayList<>();
        try (DataSetReader reader =
                DataSetReader.of(SampleDataSets.undefinedLengths(), SampleDataSets.ENCAPSULATED, DEFAULTS)) {
            while (reader.next() != ReadEvent.END) {
                seen.add(reader.event() + " " + reader.path() + " " + reader.offset());
            }
            assertThat(reader.next()).isEqualTo(ReadEvent.END);
        }
        assertThat(seen)
                .containsExactly(
                        "SEQUENCE (0008,1115) 0",
                        "ITEM (0008,1115)[0] 12",
                        "ELEMENT (0008,1115)[0](0020,000E) 20",
                        "ITEM_END (0008,1115)[0] 34",
                        "ITEM (0008,1115)[1] 42",
                        "ELEMENT (0008,1115)[1](0028,0010) 50",
                        "ITEM_END (0008,1115)[1] 60",
                        "SEQUENCE_END  60",
                        "ELEMENT (0009,0010) 68",
                        "SEQUENCE (0009,1001) 80",
                        "ITEM (0009,1001)[0] 92",
                        "ELEMENT (0009,1001)[0](0008,0100) 100",
                        "ITEM_END (0009,1001)[0] 110",
                        "SEQUENCE_END  118",
                        "ELEMENT (0028,0010) 126",
                        "FRAGMENTS (7FE0,0010) 136",
                        "FRAGMENT (7FE0,0010)[0] 148",
                        "FRAGMENT (7FE0,0010)[1] 160",
                        "FRAGMENTS_END  174",
                        "ELEMENT (FFFC,FFFC) 182");
    }

    @Test
    void readsValuesInParts() throws IOException {
        byte[] bytes = Encoded.explicit()
                .element(Tag.PATIENT_ID, "LO", "abcdefgh")
                .us(Tag.ROWS, 5)
                .toBytes();
        DataSetReader reader =
                DataSetReader.of(new ByteArrayInputStream(bytes), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, DEFAULTS);

        assertThat(reader.next()).isEqualTo(ReadEvent.ELEMENT);
        assertThat(reader.vr()).isEqualTo(Vr.LO);
        assertThat(reader.length()).isEqualTo(8);
        byte[] part = new byte[3];
        assertThat(reader.read(part, 0, 3)).isEqualTo(3);
        assertThat(part).isEqualTo(new byte[] {'a', 'b', 'c'});
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        assertThat(reader.transferTo(rest)).isEqualTo(5);
        assertThat(rest).hasToString("defgh");
        assertThat(reader.read(part, 0, 3)).isEqualTo(-1);
        reader.next();
        assertThat(reader.tag()).isEqualTo(Tag.ROWS);
    }

    @Test
    void takesItemsAsDataSets() throws IOException {
        DataSetReader reader =
                DataSetReader.of(SampleDataSets.undefinedLengths(), SampleDataSets.ENCAPSULATED, DEFAULTS);
        reader.next();
        reader.next();

        assertThat(reader.item().text(Tag.SERIES_INSTANCE_UID)).contains("1.2.3");
        assertThat(reader.event()).isEqualTo(ReadEvent.ITEM_END);
        assertThat(reader.next()).isEqualTo(ReadEvent.ITEM);
        assertThat(reader.item().integer(Tag.ROWS)).hasValue(7);
        assertThat(reader.next()).isEqualTo(ReadEvent.SEQUENCE_END);
        DataSet rest = reader.rest();
        assertThat(rest)
                .extracting(Element::tag)
                .containsExactly(0x00090010, 0x00091001, Tag.ROWS, Tag.PIXEL_DATA, 0xFFFCFFFC);
        assertThat(rest.sequence(0x00091001).get(0).text(Tag.CODE_VALUE)).contains("C1");
        assertThat(rest.element(Tag.PIXEL_DATA).orElseThrow().fragments()).hasSize(2);
    }

    @Test
    void stopsBeforeATag() throws IOException {
        byte[] bytes = SampleDataSets.undefinedLengths();
        ReadOptions options = ReadOptions.builder().stopBefore(Tag.ROWS).build();
        DataSetReader reader = DataSetReader.of(bytes, SampleDataSets.ENCAPSULATED, options);

        assertThat(reader.rest())
                .extracting(Element::tag)
                .containsExactly(Tag.REFERENCED_SERIES_SEQUENCE, 0x00090010, 0x00091001);
        assertThat(reader.tag()).isEqualTo(Tag.ROWS);
    }

    /** In the sequence there is an element with a tag behind the one that stops. */
    @Test
    void stopsOutsideOfSequencesOnly() throws IOException {
        ReadOptions options = ReadOptions.builder().stopBefore(0x00090010).build();

        DataSet dataSet = DataSet.read(SampleDataSets.undefinedLengths(), SampleDataSets.ENCAPSULATED, options);
        assertThat(dataSet.sequence(Tag.REFERENCED_SERIES_SEQUENCE)).hasSize(2);
    }

    @Test
    void passesLongValuesToTheSink() throws IOException {
        byte[] inner =
                Encoded.explicit().element(Tag.PIXEL_DATA, "OW", new byte[3000]).toBytes();
        byte[] bytes = Encoded.explicit()
                .us(Tag.ROWS, 5)
                .header(Tag.ICON_IMAGE_SEQUENCE, "SQ", 8 + inner.length)
                .item(inner.length)
                .bytes(inner)
                .element(Tag.PIXEL_DATA, "OW", new byte[20_000])
                .us(0x7FE20010, 1)
                .toBytes();
        List<String> passed = new ArrayList<>();
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        ReadOptions options = ReadOptions.builder()
                .valuesAbove(1000, value -> {
                    passed.add(value.path() + " " + value.vr() + " " + value.length());
                    if (value.depth() == 0) {
                        value.transferTo(kept);
                    }
                })
                .build();

        for (boolean stream : new boolean[] {true, false}) {
            DataSet dataSet = stream
                    ? DataSet.read(new ByteArrayInputStream(bytes), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, options)
                    : DataSet.read(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, options);
            assertThat(passed).containsExactly("(0088,0200)[0](7FE0,0010) OW 3000", "(7FE0,0010) OW 20000");
            assertThat(kept.size()).isEqualTo(20_000);
            assertThat(dataSet).extracting(Element::tag).containsExactly(Tag.ROWS, Tag.ICON_IMAGE_SEQUENCE, 0x7FE20010);
            assertThat(dataSet.sequence(Tag.ICON_IMAGE_SEQUENCE).get(0).isEmpty())
                    .isTrue();
            byte[] written = SampleDataSets.encoded(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            assertThat(DataSet.read(written, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                    .isEqualTo(dataSet);
            passed.clear();
            kept.reset();
        }
    }

    @Test
    void passesEncapsulatedPixelDataToTheSink() throws IOException {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        ReadOptions options = ReadOptions.builder()
                .valuesAbove(1 << 20, value -> {
                    while (value.next() == ReadEvent.FRAGMENT) {
                        value.transferTo(pixels);
                    }
                })
                .build();

        DataSet dataSet = DataSet.read(SampleDataSets.undefinedLengths(), SampleDataSets.ENCAPSULATED, options);
        assertThat(pixels).hasToString("\0\0\0\0pixels");
        assertThat(dataSet.contains(Tag.PIXEL_DATA)).isFalse();
        assertThat(dataSet.contains(0xFFFCFFFC)).isTrue();
        assertThat(DataSet.read(
                        SampleDataSets.undefinedLengths(),
                        SampleDataSets.ENCAPSULATED,
                        ReadOptions.builder().skipValuesAbove(0).build()))
                .extracting(Element::tag)
                .containsExactly(Tag.REFERENCED_SERIES_SEQUENCE, 0x00091001);
    }

    @Test
    void readsChannelsAndStreamsOfActions() throws IOException {
        byte[] bytes = SampleDataSets.undefinedLengths();
        DataSet expected = DataSet.read(bytes, SampleDataSets.ENCAPSULATED);

        assertThat(DataSet.read(DataSetStream.of(SampleDataSets.ENCAPSULATED, bytes)))
                .isEqualTo(expected);
        assertThat(DataSetReader.of(
                                Channels.newChannel(new ByteArrayInputStream(bytes)),
                                SampleDataSets.ENCAPSULATED,
                                DEFAULTS)
                        .rest())
                .isEqualTo(expected);
    }

    /** Whoever lends the stream knows what all handlers hold together. */
    @Test
    void asksTheStreamOfAnActionForWhatIsHeld() throws IOException {
        byte[] bytes = SampleDataSets.undefinedLengths();
        CountingStream stream = new CountingStream(bytes, Long.MAX_VALUE);
        assertThat(DataSet.read(stream).isEmpty()).isFalse();
        assertThat(stream.held).isGreaterThanOrEqualTo(bytes.length);

        assertThatThrownBy(() -> DataSet.read(new CountingStream(bytes, bytes.length - 1)))
                .isInstanceOf(DataSetException.class)
                .hasMessage("no room");
    }

    private static final class CountingStream extends DataSetStream {
        private final DataSetStream bytes;
        private final long room;
        private long held;

        CountingStream(byte[] bytes, long room) {
            this.bytes = DataSetStream.of(SampleDataSets.ENCAPSULATED, bytes);
            this.room = room;
        }

        @Override
        public void hold(long more) throws DataSetException {
            held += more;
            if (held > room) {
                throw new DataSetException(DataSetException.Cause.LIMIT_EXCEEDED, "no room");
            }
        }

        @Override
        public Uid transferSyntax() {
            return bytes.transferSyntax();
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

    @Test
    void saysWhatCannotBeDoneWhereItStands() throws IOException {
        DataSetReader reader =
                DataSetReader.of(SampleDataSets.undefinedLengths(), SampleDataSets.ENCAPSULATED, DEFAULTS);

        assertThatThrownBy(reader::event).isInstanceOf(IllegalStateException.class);
        reader.next();
        assertThatThrownBy(reader::item).hasMessage("no item begins here, but there is SEQUENCE");
        assertThatThrownBy(reader::rest).hasMessage("the reader stands in a sequence, at (0008,1115)");
    }
}

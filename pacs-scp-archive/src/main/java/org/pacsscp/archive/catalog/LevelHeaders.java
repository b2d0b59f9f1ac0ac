package org.pacsscp.archive.catalog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.DataSetFormatException;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.value.CharacterSet;

/** The headers of rows: what an instance says of one level, and how those of several levels become one data set again. */
final class LevelHeaders {
    private LevelHeaders() {}

    /** Begins what a header says of a level, in the character set that it has. */
    static DataSetBuilder select(DataSet header, QueryLevel level) {
        DataSetBuilder selected = DataSet.builder();
        header.element(Tag.SPECIFIC_CHARACTER_SET).ifPresent(selected::add);
        header.element(Tag.TIMEZONE_OFFSET_FROM_UTC).ifPresent(selected::add);
        for (int tag : LevelAttributes.stored(level)) {
            header.element(tag).ifPresent(selected::add);
        }
        return selected;
    }

    /**
     * Encodes a header.
     *
     * @throws IllegalArgumentException if it cannot be
     */
    static byte[] encode(DataSet header) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try {
            header.in(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Begins a data set with the headers of all levels of a row, from the top. Each may have a character set of its own; the offset
     * from UTC is the last one's.
     */
    static DataSetBuilder join(List<byte[]> headers) throws DataSetFormatException {
        List<DataSet> dataSets = new ArrayList<>(headers.size());
        for (byte[] header : headers) {
            dataSets.add(DataSet.read(header, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        }
        List<CharacterSet> characterSets = dataSets.stream()
                .map(DataSet::characterSet)
                .filter(set -> !set.equals(CharacterSet.DEFAULT))
                .distinct()
                .toList();
        DataSetBuilder joined = DataSet.builder();
        if (!characterSets.isEmpty()) {
            CharacterSet common = characterSets.size() == 1 ? characterSets.get(0) : CharacterSet.UTF_8;
            joined.text(Tag.SPECIFIC_CHARACTER_SET, common.terms().toArray(String[]::new));
        }
        for (DataSet dataSet : dataSets) {
            joined.remove(Tag.TIMEZONE_OFFSET_FROM_UTC);
            for (Element element : dataSet) {
                if (element.tag() != Tag.SPECIFIC_CHARACTER_SET) {
                    joined.add(element);
                }
            }
        }
        return joined;
    }
}

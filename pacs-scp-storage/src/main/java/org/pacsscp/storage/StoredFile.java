package org.pacsscp.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.OptionalLong;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSetFormatException;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.FileMetaInformation;
import org.pacsscp.dataset.ReadOptions;
import org.pacsscp.dataset.Tag;

/**
 * Where the data set of a file is, and how it is encoded.
 *
 * @param transferSyntax how the data set is encoded
 * @param dataSetOffset where it begins
 * @param dataSetLength how long it is
 */
record StoredFile(Uid transferSyntax, long dataSetOffset, long dataSetLength) {
    /** "DICM". */
    private static final int PREFIX_LENGTH = 4;

    /** The element that says how long the group is, itself not counted (PS3.10 Table 7.1-1). */
    private static final int GROUP_LENGTH_ELEMENT = 12;

    private static final ReadOptions META_ONLY =
            ReadOptions.builder().stopBefore(Tag.FILE_SET_ID).maxElements(1000).build();

    static StoredFile of(IndexedInstance instance) {
        return new StoredFile(instance.transferSyntaxUid(), instance.dataSetOffset(), instance.dataSetLength());
    }

    static StoredFile of(ReceivedInstance instance) {
        return new StoredFile(
                instance.request().transferSyntax(),
                instance.dataSetOffset(),
                instance.length() - instance.dataSetOffset());
    }

    /** Asks the file itself; empty if another program has put it there, and it is none of PS3.10. */
    static Optional<StoredFile> read(SeekableByteChannel file) throws IOException {
        InputStream in = Channels.newInputStream(file.position(0));
        try {
            FileMetaInformation meta = DicomFile.read(in, META_ONLY).meta();
            OptionalLong length = meta.elements().longInteger(Tag.FILE_META_INFORMATION_GROUP_LENGTH);
            if (length.isEmpty() || meta.transferSyntax().isEmpty()) {
                return Optional.empty();
            }
            long offset =
                    FileMetaInformation.PREAMBLE_LENGTH + PREFIX_LENGTH + GROUP_LENGTH_ELEMENT + length.getAsLong();
            return Optional.of(new StoredFile(meta.transferSyntax().get(), offset, file.size() - offset));
        } catch (DataSetFormatException e) {
            return Optional.empty();
        }
    }
}

package org.pacsscp.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Function;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.FileMetaInformation;
import org.pacsscp.dataset.ReadOptions;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Tags;

/**
 * What must be known of an instance before it is sent.
 *
 * @param sopClass its SOP class
 * @param sopInstance which it is
 * @param transferSyntax how its data set is encoded
 * @param dataSetAt how many bytes stand before the data set
 */
record InstanceHead(Uid sopClass, Uid sopInstance, Uid transferSyntax, long dataSetAt) {
    /** As far as the two UIDs, which stand at the beginning; a file that has more before them is none. */
    private static final ReadOptions UP_TO_THE_UIDS = ReadOptions.builder()
            .stopBefore(Tag.SOP_INSTANCE_UID + 1)
            .maxBytesHeld(1 << 20)
            .build();

    /** Reads the head of a file of PS3.10; more than it is read of the stream. */
    static InstanceHead read(InputStream in) throws IOException {
        DicomFile file = DicomFile.read(in, UP_TO_THE_UIDS);
        return new InstanceHead(
                uid(file, Tag.SOP_CLASS_UID, FileMetaInformation::sopClass),
                uid(file, Tag.SOP_INSTANCE_UID, FileMetaInformation::sopInstance),
                file.transferSyntax(),
                length(file.meta()));
    }

    /** The data set's own, since the receiver compares that (PS3.4 section B.2.3); else what the file says of it. */
    private static Uid uid(DicomFile file, int tag, Function<FileMetaInformation, Optional<Uid>> said)
            throws IOException {
        return file.dataSet()
                .uid(tag)
                .or(() -> said.apply(file.meta()))
                .orElseThrow(() -> new IOException("the file has no UID " + Tags.format(tag)));
    }

    /** What was read is written as it came, so what that makes is how long it was. */
    private static long length(FileMetaInformation meta) throws IOException {
        CountingStream count = new CountingStream();
        meta.writeTo(count);
        return count.length;
    }

    /** Of a data set that is not in a file. */
    static InstanceHead of(DataSet dataSet, Uid transferSyntax) throws IOException {
        return new InstanceHead(
                required(dataSet, Tag.SOP_CLASS_UID), required(dataSet, Tag.SOP_INSTANCE_UID), transferSyntax, 0);
    }

    private static Uid required(DataSet dataSet, int tag) throws IOException {
        return dataSet.uid(tag).orElseThrow(() -> new IOException("the data set has no UID " + Tags.format(tag)));
    }

    private static final class CountingStream extends OutputStream {
        private long length;

        @Override
        public void write(int b) {
            length++;
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            length += count;
        }
    }
}

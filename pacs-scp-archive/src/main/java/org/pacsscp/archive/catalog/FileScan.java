package org.pacsscp.archive.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.CRC32C;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.FileMetaInformation;
import org.pacsscp.dataset.ReadOptions;
import org.pacsscp.dataset.Tag;
import org.pacsscp.storage.StoredInstance;

/** Reads from a file again what was known of an instance when it was stored. */
final class FileScan {
    private static final AeTitle UNKNOWN = AeTitle.of("UNKNOWN");
    private static final int PREFIX_AND_GROUP_LENGTH = 4 + 12;
    private static final int BUFFER = 1 << 16;
    private static final ReadOptions HEADER = ReadOptions.builder()
            .stopBefore(Tag.PIXEL_DATA & 0xFFFF0000)
            .skipValuesAbove(BUFFER)
            .maxBytesHeld(16 << 20)
            .build();

    private FileScan() {}

    /**
     * Reads a file.
     *
     * @return the instance; empty if the file is none of PS3.10 with an instance in it
     * @throws IOException if it cannot be read
     */
    static Optional<StoredInstance> read(Path directory, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            InputStream in = Channels.newInputStream(channel);
            DicomFile read = DicomFile.read(in, HEADER);
            FileMetaInformation meta = read.meta();
            DataSet header = read.dataSet();
            Optional<Uid> sopClass = header.uid(Tag.SOP_CLASS_UID).or(meta::sopClass);
            Optional<Uid> sopInstance = header.uid(Tag.SOP_INSTANCE_UID).or(meta::sopInstance);
            OptionalLong metaLength = meta.elements().longInteger(Tag.FILE_META_INFORMATION_GROUP_LENGTH);
            if (sopClass.isEmpty()
                    || sopInstance.isEmpty()
                    || meta.transferSyntax().isEmpty()
                    || metaLength.isEmpty()) {
                return Optional.empty();
            }
            long offset = FileMetaInformation.PREAMBLE_LENGTH + PREFIX_AND_GROUP_LENGTH + metaLength.getAsLong();
            return Optional.of(new StoredInstance(
                    sopClass.get(),
                    sopInstance.get(),
                    meta.transferSyntax().get(),
                    location(directory, file),
                    channel.size(),
                    offset,
                    crc32c(channel.position(offset)),
                    aeTitle(meta, Tag.SENDING_APPLICATION_ENTITY_TITLE),
                    aeTitle(meta, Tag.RECEIVING_APPLICATION_ENTITY_TITLE),
                    storedAt(file),
                    header));
        }
    }

    private static Instant storedAt(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    private static String location(Path directory, Path file) {
        return StreamSupport.stream(directory.relativize(file).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    private static AeTitle aeTitle(FileMetaInformation meta, int tag) {
        return meta.elements()
                .text(tag)
                .or(() -> meta.elements().text(Tag.SOURCE_APPLICATION_ENTITY_TITLE))
                .flatMap(FileScan::aeTitle)
                .orElse(UNKNOWN);
    }

    private static Optional<AeTitle> aeTitle(String text) {
        try {
            return Optional.of(AeTitle.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Adds up what is left of a file. */
    static int crc32c(ReadableByteChannel bytes) throws IOException {
        CRC32C crc = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (bytes.read(buffer) >= 0) {
            crc.update(buffer.flip());
            buffer.clear();
        }
        return (int) crc.getValue();
    }
}

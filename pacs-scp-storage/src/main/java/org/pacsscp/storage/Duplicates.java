package org.pacsscp.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.status.StorageStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what becomes of an instance that is there already. Usable by any thread. */
final class Duplicates {
    private static final Logger log = LoggerFactory.getLogger(Duplicates.class);

    /** C-STORE has none of its own (PS3.4 Table B.2-1); 0111H is what N-CREATE has. */
    static final DimseStatus REFUSED = StorageStatus.cannotUnderstand(0x111);

    private static final int BUFFER = 1 << 16;

    private final DuplicatePolicy policy;
    private final InstanceStore store;

    Duplicates(DuplicatePolicy policy, InstanceStore store) {
        this.policy = policy;
        this.store = store;
    }

    /** The file of the new instance, wherever it is by now. */
    @FunctionalInterface
    interface Content {
        SeekableByteChannel open() throws IOException;
    }

    /** Whether the new instance takes the place of the old one, whatever that is. */
    boolean replace() {
        return policy == DuplicatePolicy.REPLACE;
    }

    /**
     * Decides by what an index knows.
     *
     * @return what is answered, with nothing changed; empty if the new instance is to take the place of the old one
     */
    Optional<DimseStatus> decide(IndexedInstance old, ReceivedInstance instance, Content content) throws IOException {
        if (replace() && !old.committed()) {
            return Optional.empty();
        }
        try (SeekableByteChannel oldFile = store.open(old.location())) {
            Equality equality = () -> old.crc32c() == instance.crc32c()
                    && isSame(oldFile, Optional.of(StoredFile.of(old)), instance, content);
            return old.committed() ? decideCommitted(equality) : decide(equality, instance);
        } catch (NoSuchFileException e) {
            log.error(
                    "the file of instance {} is gone; the one that is sent now takes its place", old.sopInstanceUid());
            return Optional.empty();
        }
    }

    /**
     * Decides by the file itself.
     *
     * @return what is answered, with nothing changed; empty if the file is gone meanwhile
     */
    Optional<DimseStatus> decide(String location, ReceivedInstance instance, Content content) throws IOException {
        try (SeekableByteChannel oldFile = store.open(location)) {
            return decide(() -> isSame(oldFile, StoredFile.read(oldFile), instance, content), instance);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Asked only where it matters, since files are read for it. */
    @FunctionalInterface
    private interface Equality {
        boolean holds() throws IOException;
    }

    private Optional<DimseStatus> decide(Equality same, ReceivedInstance instance) throws IOException {
        return switch (policy) {
            case REPLACE -> Optional.empty();
            case REFUSE -> Optional.of(REFUSED.withErrorComment("instance is stored already"));
            case SAME_BYTES ->
                Optional.of(
                        same.holds()
                                ? DimseStatus.SUCCESS
                                : REFUSED.withErrorComment("another instance of this UID is stored already"));
            case KEEP -> {
                if (!same.holds()) {
                    StoreRequest request = instance.request();
                    log.warn(
                            "instance {} of {} differs from what is stored, which is kept",
                            request.sopInstance(),
                            request.sender());
                }
                yield Optional.of(DimseStatus.SUCCESS);
            }
        };
    }

    /** We answer for what is stored (PS3.4 J.3.3.1.2). */
    private static Optional<DimseStatus> decideCommitted(Equality same) throws IOException {
        return Optional.of(
                same.holds()
                        ? DimseStatus.SUCCESS
                        : REFUSED.withErrorComment("instance is committed and cannot be replaced"));
    }

    private static boolean isSame(
            SeekableByteChannel oldFile, Optional<StoredFile> old, ReceivedInstance instance, Content content)
            throws IOException {
        StoredFile young = StoredFile.of(instance);
        if (old.isEmpty()
                || !old.get().transferSyntax().equals(young.transferSyntax())
                || old.get().dataSetLength() != young.dataSetLength()) {
            return false;
        }
        try (SeekableByteChannel newFile = content.open()) {
            oldFile.position(old.get().dataSetOffset());
            newFile.position(young.dataSetOffset());
            return isSame(oldFile, newFile);
        }
    }

    private static boolean isSame(SeekableByteChannel one, SeekableByteChannel other) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(BUFFER);
        ByteBuffer second = ByteBuffer.allocate(BUFFER);
        boolean more = true;
        while (more) {
            more = fill(one, first);
            if (fill(other, second) != more || !first.flip().equals(second.flip())) {
                return false;
            }
            first.clear();
            second.clear();
        }
        return true;
    }

    private static boolean fill(SeekableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                return false;
            }
        }
        return true;
    }
}

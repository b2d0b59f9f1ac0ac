package org.pacsscp.examples.store;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import org.pacsscp.storage.IncomingInstance;
import org.pacsscp.storage.InstanceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps nothing of what it is given, to measure how fast instances arrive. */
final class DiscardingStore implements InstanceStore {
    private static final Logger log = LoggerFactory.getLogger(DiscardingStore.class);

    DiscardingStore() {
        log.warn("instances are answered with success but NOT stored (--discard): use this only to measure");
    }

    @Override
    public IncomingInstance begin() {
        return new Discarded();
    }

    @Override
    public boolean contains(String location) {
        return false;
    }

    @Override
    public SeekableByteChannel open(String location) throws NoSuchFileException {
        throw new NoSuchFileException(location);
    }

    @Override
    public void delete(String location) {}

    @Override
    public long usableSpace() {
        return Long.MAX_VALUE;
    }

    @Override
    public long occupiedSpace() {
        return 0;
    }

    @Override
    public void close() {}

    /** An instance that nobody will see again. */
    private static final class Discarded implements IncomingInstance {
        @Override
        public int write(ByteBuffer bytes) {
            int count = bytes.remaining();
            bytes.position(bytes.limit());
            return count;
        }

        @Override
        public SeekableByteChannel read() {
            throw new UnsupportedOperationException("what is discarded cannot be read");
        }

        @Override
        public void commit(String location, boolean replace) {}

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}

package org.pacsscp.bench.serve;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.pacsscp.api.Uid;

/** A file for each data set, which gets its name when it is whole. Usable by any thread. */
record FileStore(Path directory, AtomicLong count) {
    FileStore(Path directory) {
        this(directory, new AtomicLong());
    }

    Sink open(Uid instance) throws IOException {
        Path partial = directory.resolve(count.incrementAndGet() + ".part");
        return new OneFile(partial, directory.resolve(instance.value()), FileChannel.open(partial, CREATE_NEW, WRITE));
    }

    private record OneFile(Path partial, Path whole, FileChannel channel) implements Sink {
        @Override
        public void take(ByteBuffer chunk) throws IOException {
            while (chunk.hasRemaining()) {
                channel.write(chunk);
            }
        }

        @Override
        public void finish() throws IOException {
            channel.close();
            Files.move(partial, whole, ATOMIC_MOVE);
        }
    }
}

package org.pacsscp.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message a line, and a file a day. */
final class FileSink implements AuditSink {
    private final Path directory;
    private LocalDate day = LocalDate.MIN;
    private @Nullable FileChannel file;

    FileSink(Path directory) throws IOException {
        this.directory = directory;
        PrivateFiles.createDirectory(directory);
    }

    @Override
    public void write(AuditMessage message) throws IOException {
        FileChannel out = of(LocalDate.ofInstant(message.time(), ZoneOffset.UTC));
        long before = out.size();
        ByteBuffer line = ByteBuffer.wrap((message.xml() + "\n").getBytes(UTF_8));
        try {
            while (line.hasRemaining()) {
                out.write(line);
            }
        } catch (IOException e) {
            takeBack(out, before, e);
            throw e;
        }
    }

    /** Leaves no part of a line, which is written again. */
    private void takeBack(FileChannel out, long length, IOException failure) {
        try {
            out.truncate(length);
            close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** A message that waited over midnight goes to the file of its own day. */
    private FileChannel of(LocalDate wanted) throws IOException {
        FileChannel open = file;
        if (open != null && open.isOpen() && wanted.equals(day)) {
            return open;
        }
        close();
        FileChannel opened = PrivateFiles.open(
                directory.resolve("audit-" + wanted + ".log"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        day = wanted;
        file = opened;
        return opened;
    }

    @Override
    public void close() throws IOException {
        FileChannel open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }
}

package org.pacsscp.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.Uid;

/** An instance in a file. Immutable. */
final class FileInstance extends InstanceSource {
    private final Path path;

    FileInstance(Path path) {
        this.path = path;
    }

    @Override
    public Optional<Path> path() {
        return Optional.of(path);
    }

    @Override
    InstanceHead head() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return InstanceHead.read(in);
        }
    }

    @Override
    DataSetWriter in(InstanceHead head, Uid transferSyntax) {
        return out -> {
            try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
                if (transferSyntax.equals(head.transferSyntax())) {
                    asItLies(file, head.dataSetAt()).writeTo(out);
                } else {
                    InputStream dataSet = Channels.newInputStream(file.position(head.dataSetAt()));
                    Recoding.copy(dataSet, head.transferSyntax(), out, transferSyntax);
                }
            }
        };
    }

    private static DataSetWriter asItLies(FileChannel file, long position) throws IOException {
        return DataSetWriter.of(file, position, Math.max(0, file.size() - position));
    }

    @Override
    public String toString() {
        return path.toString();
    }
}

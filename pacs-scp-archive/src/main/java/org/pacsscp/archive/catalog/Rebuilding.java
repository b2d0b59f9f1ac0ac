package org.pacsscp.archive.catalog;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.pacsscp.dataset.DataSetFormatException;
import org.pacsscp.storage.IndexResult;
import org.pacsscp.storage.IndexedInstance;
import org.pacsscp.storage.StoredInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds the files of a directory to a catalog, but for those that are hidden: the store's own. For one thread. */
final class Rebuilding extends SimpleFileVisitor<Path> {
    private static final Logger log = LoggerFactory.getLogger(Rebuilding.class);

    private final Catalog catalog;
    private final Path directory;
    private final LongConsumer progress;
    private long added;
    private long known;
    private long refused;

    Rebuilding(Catalog catalog, Path directory, LongConsumer progress) {
        this.catalog = catalog;
        this.directory = directory;
        this.progress = progress;
    }

    RebuildReport run() throws IOException {
        Files.walkFileTree(directory, this);
        return new RebuildReport(added, known, refused);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
        return isHidden(visited) && !visited.equals(directory)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isRegularFile() && !isHidden(file)) {
            add(file);
            progress.accept(added + known + refused);
        }
        return FileVisitResult.CONTINUE;
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private void add(Path file) throws IOException {
        Optional<StoredInstance> instance = read(file);
        if (instance.isEmpty()) {
            refused++;
            log.warn("A file of {} is no DICOM file with an instance, and not in the catalog.", directory);
        } else if (catalog.add(instance.get()) instanceof IndexResult.Added) {
            added++;
        } else if (catalog.find(instance.get().sopInstanceUid())
                .map(IndexedInstance::location)
                .filter(instance.get().location()::equals)
                .isPresent()) {
            known++;
        } else {
            refused++;
            log.warn(
                    "Instance {} has another file in the catalog, or cannot be in it.",
                    instance.get().sopInstanceUid());
        }
    }

    private Optional<StoredInstance> read(Path file) throws IOException {
        try {
            return FileScan.read(directory, file);
        } catch (DataSetFormatException e) {
            return Optional.empty();
        }
    }
}

package org.pacsscp.storage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Adds up the files of a directory, but for those that are hidden: the store's own. */
final class InstanceFiles extends SimpleFileVisitor<Path> {
    private final Path top;
    private long total;

    private InstanceFiles(Path top) {
        this.top = top;
    }

    static long totalLength(Path directory) throws IOException {
        InstanceFiles files = new InstanceFiles(directory);
        Files.walkFileTree(directory, files);
        return files.total;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        return isHidden(directory) && !directory.equals(top) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile() && !isHidden(file)) {
            total += attributes.size();
        }
        return FileVisitResult.CONTINUE;
    }

    /** One that was deleted meanwhile takes nothing. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (Files.exists(file)) {
            throw e;
        }
        return FileVisitResult.CONTINUE;
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }
}

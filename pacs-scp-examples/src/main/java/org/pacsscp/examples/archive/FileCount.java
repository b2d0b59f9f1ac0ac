package org.pacsscp.examples.archive;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Counts the files of an archive, to know how far it is through them; not those that are hidden, the store's own. */
public final class FileCount extends SimpleFileVisitor<Path> {
    private final Path directory;
    private long count;

    private FileCount(Path directory) {
        this.directory = directory;
    }

    /**
     * Counts.
     *
     * @param directory of an archive
     * @return how many files there are now
     * @throws IOException if a directory cannot be read
     */
    public static long of(Path directory) throws IOException {
        FileCount visitor = new FileCount(directory);
        Files.walkFileTree(directory, visitor);
        return visitor.count;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
        return isHidden(visited) && !visited.equals(directory)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile() && !isHidden(file)) {
            count++;
        }
        return FileVisitResult.CONTINUE;
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }
}

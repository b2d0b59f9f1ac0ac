package org.pacsscp.examples.call;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pacsscp.client.InstanceSource;
import org.pacsscp.examples.terminal.FaultText;

/** Finds what is to be stored: files, those in directories and below, and the standard input. Belongs to one thread. */
final class InputPaths {
    static final Path STANDARD_INPUT = Path.of("-");

    /** What a medium has beside its instances (PS3.10 section 8.6). */
    private static final String DIRECTORY_OF_A_MEDIUM = "DICOMDIR";

    private final InputStream standardInput;
    private final List<InstanceSource> sources = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    InputPaths(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /**
     * Finds what there is.
     *
     * @param paths as they were typed
     * @throws IllegalArgumentException if the standard input is there twice
     */
    void find(List<Path> paths) {
        if (paths.stream().filter(STANDARD_INPUT::equals).count() > 1) {
            throw new IllegalArgumentException("the standard input can be read once; give - once");
        }
        for (Path path : paths) {
            if (path.equals(STANDARD_INPUT)) {
                sources.add(InstanceSource.stream("-", standardInput));
            } else if (Files.isDirectory(path)) {
                walk(path);
            } else {
                sources.add(InstanceSource.file(path));
            }
        }
    }

    /** Returns the instances, those of a directory in the order of their paths. */
    List<InstanceSource> sources() {
        return sources;
    }

    /** Returns what could not be looked into, a line each. */
    List<String> problems() {
        return problems;
    }

    private void walk(Path directory) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(
                    directory, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Finder(files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (files.isEmpty()) {
            problems.add(directory + ": no files in it");
        }
        files.stream()
                .sorted(Comparator.naturalOrder())
                .map(InstanceSource::file)
                .forEach(sources::add);
    }

    private final class Finder extends SimpleFileVisitor<Path> {
        private final List<Path> files;

        Finder(List<Path> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = String.valueOf(file.getFileName());
            if (attributes.isRegularFile() && !name.startsWith(".") && !name.equals(DIRECTORY_OF_A_MEDIUM)) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException fault) {
            problems.add(file + ": " + FaultText.of(fault));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException fault) {
            if (fault != null) {
                problems.add(directory + ": " + FaultText.of(fault));
            }
            return FileVisitResult.CONTINUE;
        }
    }
}

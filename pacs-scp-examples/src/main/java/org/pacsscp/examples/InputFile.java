package org.pacsscp.examples;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.ReadOptions;

/**
 * A file that a command reads, or its standard input.
 *
 * @param path the file; {@link #STANDARD_INPUT} for what that says
 * @param transferSyntax how it is encoded; empty if it shows
 */
record InputFile(Path path, Optional<Uid> transferSyntax) {
    static final Path STANDARD_INPUT = Path.of("-");

    /** Reads it, with file meta information or without. */
    DicomFile read(ReadOptions options) throws IOException {
        try (InputStream in = open()) {
            DicomFile file = transferSyntax.isPresent()
                    ? DicomFile.read(in, transferSyntax.get(), options)
                    : DicomFile.read(in, options);
            if (file.meta().elements().isEmpty()
                    && file.dataSet().isEmpty()
                    && file.dataSet().isComplete()) {
                throw new IOException("no DICOM file: it is empty");
            }
            return file;
        }
    }

    /** Reads all of it, with as much memory as there may be. */
    DicomFile read() throws IOException {
        // While it is read, up to three times that is needed for a moment.
        long share = Math.min(ReadOptions.MOST_BYTES_HELD, Runtime.getRuntime().maxMemory() / 3);
        return read(ReadOptions.builder().maxBytesHeld(share).build());
    }

    private InputStream open() throws IOException {
        return path.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(path);
    }

    /** Where it is; relative, and so of no use elsewhere, for the standard input. */
    URI uri() {
        return path.equals(STANDARD_INPUT) ? URI.create("") : path.toUri();
    }
}

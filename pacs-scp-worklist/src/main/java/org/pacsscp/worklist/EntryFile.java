package org.pacsscp.worklist;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.json.DataSetJsonReader;

/**
 * A file that describes entries of the worklist, as it was at some time.
 *
 * @param path where it is
 * @param modified when it was last changed
 * @param size its length in bytes
 */
record EntryFile(Path path, FileTime modified, long size) {
    private static final String DICOM = ".wl";
    private static final String JSON = ".json";

    /** More than any list has; a file that is larger is none. */
    private static final long LONGEST = 64L << 20;

    /** Looks at a file; empty if its name is that of none that has entries, or it is no file any more. */
    static Optional<EntryFile> of(Path path) throws IOException {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.startsWith(".") || !(name.endsWith(DICOM) || name.endsWith(JSON)) || !Files.isRegularFile(path)) {
            return Optional.empty();
        }
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return Optional.of(new EntryFile(path, attributes.lastModifiedTime(), attributes.size()));
    }

    /** Reads its entries. */
    List<WorklistEntry> read() throws IOException {
        if (size > LONGEST) {
            throw new IOException("it has " + size + " bytes; at most " + LONGEST + " are read");
        }
        List<WorklistEntry> entries = dataSets().stream()
                .flatMap(dataSet -> WorklistEntry.of(dataSet).stream())
                .toList();
        if (entries.isEmpty()) {
            throw new IOException("there is no item in a Scheduled Procedure Step Sequence (0040,0100)");
        }
        return entries;
    }

    private List<DataSet> dataSets() throws IOException {
        if (!path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(JSON)) {
            return List.of(DicomFile.read(path).dataSet());
        }
        byte[] json = Files.readAllBytes(path);
        InputStream in = new ByteArrayInputStream(json);
        DataSetJsonReader reader = DataSetJsonReader.create();
        return isArray(json) ? reader.readAll(in) : List.of(reader.read(in));
    }

    private static boolean isArray(byte[] json) {
        int at = 0;
        while (at < json.length && json[at] <= ' ') {
            at++;
        }
        return at < json.length && json[at] == '[';
    }
}

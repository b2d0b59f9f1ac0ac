package org.pacsscp.examples.worklist;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.FileMetaInformation;
import org.pacsscp.dataset.Tag;
import org.pacsscp.worklist.ScheduledStepReference;
import org.pacsscp.worklist.WorklistEntry;

/**
 * Writes entries into the directory of a worklist, each whole or not at all.
 *
 * @param directory where they go; made if only its parent is there
 */
public record EntryFiles(Path directory) {
    /**
     * Writes an entry.
     *
     * @param entry has one step, with an ID, and a study
     * @throws IOException if it cannot be written
     */
    public void write(DataSet entry) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory);
        }
        ScheduledStepReference step = WorklistEntry.of(entry).get(0).reference().orElseThrow();
        Uid study = entry.uid(Tag.STUDY_INSTANCE_UID).orElseThrow();
        String name = study + "-" + step.stepId().replaceAll("[^A-Za-z0-9_.-]", "_") + ".wl";
        Path part = directory.resolve("." + name + ".part");
        try {
            DicomFile.of(
                            FileMetaInformation.of(
                                    SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND,
                                    study,
                                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                            entry)
                    .write(part);
            Files.move(part, directory.resolve(name), ATOMIC_MOVE, REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}

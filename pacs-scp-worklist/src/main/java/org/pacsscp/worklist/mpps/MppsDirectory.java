package org.pacsscp.worklist.mpps;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.FileMetaInformation;
import org.pacsscp.worklist.ScheduledStepReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performed procedure steps in a directory: a DICOM file for each, named by its instance UID. They are in memory, too, so this is for
 * a department, not for the steps of years.
 *
 * <p>A file is on the disk before the modality is answered, and is replaced in one step, so that after a crash each is as it was
 * before or after a change. A lock keeps two processes from using one directory. Any thread may call it.
 *
 * @since 0.1.0
 */
public final class MppsDirectory implements MppsStore, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MppsDirectory.class);
    private static final String SUFFIX = ".dcm";
    private static final String LOCK = ".pacs-scp.lock";

    private final Path directory;
    private final FileChannel processLock;
    private final MemoryMppsStore steps = new MemoryMppsStore();
    private final Lock writing = new ReentrantLock();

    private MppsDirectory(Path directory, FileChannel processLock) {
        this.directory = directory;
        this.processLock = processLock;
    }

    /**
     * Opens a directory, makes it if only its parent is there, and reads the steps in it.
     *
     * @param directory where the files are
     * @return the store
     * @throws IOException if the directory cannot be used, another process uses it, or a file in it cannot be read
     */
    public static MppsDirectory open(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory);
        }
        MppsDirectory opened = new MppsDirectory(directory, lock(directory));
        try {
            opened.read();
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(directory.resolve(LOCK), CREATE, WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            log.debug("{} is used by this process already", directory);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new IOException("another server keeps its steps in " + directory + "; stop it or give another directory");
    }

    private void read() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                steps.create(read(file));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static PerformedStep read(Path path) throws IOException {
        DicomFile file;
        try {
            file = DicomFile.read(path);
        } catch (IOException e) {
            throw new IOException("cannot read the performed step in " + path + ": " + e.getMessage(), e);
        }
        Uid instance = file.meta()
                .sopInstance()
                .orElseThrow(() -> new IOException(path + " is no performed step: it has no SOP Instance UID"));
        return new PerformedStep(instance, file.dataSet(), 0);
    }

    @Override
    public boolean create(PerformedStep step) throws IOException {
        writing.lock();
        try {
            if (steps.find(step.instance()).isPresent()) {
                return false;
            }
            write(step);
            return steps.create(step);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public Optional<PerformedStep> find(Uid instance) {
        return steps.find(instance);
    }

    @Override
    public boolean replace(PerformedStep step) throws IOException {
        writing.lock();
        try {
            Optional<PerformedStep> before = steps.find(step.instance());
            if (before.filter(earlier -> earlier.revision() == step.revision() - 1)
                    .isEmpty()) {
                return false;
            }
            write(step);
            return steps.replace(step);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public List<PerformedStep> performing(ScheduledStepReference scheduled) {
        return steps.performing(scheduled);
    }

    /**
     * Returns all steps.
     *
     * @return those that are kept now, in no order
     */
    public List<PerformedStep> all() {
        List<PerformedStep> all = new ArrayList<>();
        steps.forEach(all::add);
        return all;
    }

    private void write(PerformedStep step) throws IOException {
        Path partial = directory.resolve("." + step.instance() + ".part");
        FileMetaInformation meta = FileMetaInformation.of(
                SopClass.MODALITY_PERFORMED_PROCEDURE_STEP, step.instance(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        try (FileChannel file = FileChannel.open(partial, CREATE, WRITE, TRUNCATE_EXISTING);
                OutputStream out = Channels.newOutputStream(file)) {
            DicomFile.of(meta, step.attributes()).writeTo(out);
            file.force(true);
        }
        Files.move(partial, directory.resolve(step.instance() + SUFFIX), ATOMIC_MOVE, REPLACE_EXISTING);
        try (FileChannel names = FileChannel.open(directory, READ)) {
            names.force(true);
        }
    }

    /** Gives the directory free for another process. */
    @Override
    public void close() throws IOException {
        processLock.close();
    }
}

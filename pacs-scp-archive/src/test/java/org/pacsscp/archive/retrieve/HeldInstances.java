package org.pacsscp.archive.retrieve;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.pacsscp.api.Uid;
import org.pacsscp.archive.catalog.CatalogedInstance;
import org.pacsscp.archive.catalog.InstanceLookup;
import org.pacsscp.archive.catalog.InstanceSelection;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.FileMetaInformation;
import org.pacsscp.dataset.Tag;
import org.pacsscp.storage.IncomingInstance;
import org.pacsscp.storage.InstanceStore;

/** A store of files and a catalog of them, for tests: what a selection says of studies and instances counts. */
public final class HeldInstances implements InstanceLookup, InstanceStore {
    private final Path directory;
    private final List<CatalogedInstance> instances = new CopyOnWriteArrayList<>();
    private final List<DataSet> dataSets = new CopyOnWriteArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();

    public HeldInstances(Path directory) {
        this.directory = directory;
    }

    /** Keeps a data set in a file. */
    public CatalogedInstance add(DataSet dataSet, Uid syntax) throws IOException {
        Uid sopClass = dataSet.uid(Tag.SOP_CLASS_UID).orElseThrow();
        Uid instance = dataSet.uid(Tag.SOP_INSTANCE_UID).orElseThrow();
        Path path = directory.resolve(instance.value());
        long offset;
        try (FileChannel file = FileChannel.open(
                        path, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE);
                OutputStream out = java.nio.channels.Channels.newOutputStream(file)) {
            FileMetaInformation.of(sopClass, instance, syntax).writeTo(out);
            offset = file.position();
            dataSet.in(syntax).writeTo(out);
        }
        CatalogedInstance added =
                new CatalogedInstance(sopClass, instance, syntax, instance.value(), Files.size(path), offset);
        instances.add(added);
        dataSets.add(dataSet);
        return added;
    }

    @Override
    public long count(InstanceSelection selection) {
        return instances(selection).count();
    }

    @Override
    public Stream<CatalogedInstance> instances(InstanceSelection selection) {
        return instances.stream().filter(instance -> isOf(instance, selection));
    }

    private boolean isOf(CatalogedInstance instance, InstanceSelection selection) {
        DataSet dataSet = dataSets.get(instances.indexOf(instance));
        return isOf(dataSet, Tag.STUDY_INSTANCE_UID, selection.studies())
                && isOf(dataSet, Tag.SERIES_INSTANCE_UID, selection.series())
                && isOf(dataSet, Tag.SOP_INSTANCE_UID, selection.instances());
    }

    private static boolean isOf(DataSet dataSet, int tag, List<String> wanted) {
        return wanted.isEmpty() || wanted.contains(dataSet.text(tag).orElse(""));
    }

    @Override
    public SeekableByteChannel open(String location) throws IOException {
        opened.incrementAndGet();
        return FileChannel.open(directory.resolve(location));
    }

    /** How often a file was opened. */
    int opened() {
        return opened.get();
    }

    @Override
    public boolean contains(String location) {
        return Files.exists(directory.resolve(location));
    }

    @Override
    public void delete(String location) throws IOException {
        Files.delete(directory.resolve(location));
    }

    @Override
    public IncomingInstance begin() {
        throw new UnsupportedOperationException("only for reading");
    }

    @Override
    public long usableSpace() {
        return Long.MAX_VALUE;
    }

    @Override
    public long occupiedSpace() {
        return 0;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}

package org.pacsscp.storage;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.Uid;

class DirectoryStoreTest {
    private static final Uid UID = Uid.of("1.2.3.4");
    private static final StoreRequest INSTANCE = Instances.instance(UID);
    private static final byte[] OLD = Instances.noise(600_000, 1);
    private static final byte[] NEW = Instances.noise(400_000, 2);

    @TempDir
    Path parent;

    private Path directory() {
        return parent.resolve("instances");
    }

    private DirectoryStore open() throws IOException {
        return DirectoryStore.builder(directory()).open();
    }

    private DirectoryStore open(DirectoryStore.FileCreator files) throws IOException {
        return DirectoryStore.builder(directory()).files(files).open();
    }

    private static void store(DirectoryStore store, StoreRequest request, DataSetStream dataSet) throws IOException {
        SpaceGuard space = new SpaceGuard(store, Long.MAX_VALUE, 0, System::nanoTime);
        InstanceReceiver receiver = new InstanceReceiver(new ChunkPool(), false, false);
        Duplicates replace = new Duplicates(DuplicatePolicy.REPLACE, store);
        Keeper keeper =
                new DirectoryKeeper(store, NameTemplate.FLAT, replace, Optional.empty(), InstantSource.system());
        try {
            new Acceptance(store, space, receiver, keeper, Optional.empty()).accept(request, dataSet);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Path file() {
        return directory().resolve("1.2.3.4.dcm");
    }

    /** Returns the names in the directory, but for the lock. */
    private List<String> names() {
        try (Stream<Path> files = Files.list(directory())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".pacs-scp.lock"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void storesAnInstanceUnderItsUid() throws IOException {
        try (DirectoryStore instances = open()) {
            store(instances, INSTANCE, Instances.dataSet(OLD));
        }
        assertThat(names()).containsExactly("1.2.3.4.dcm");
        assertThat(file()).hasBinaryContent(Instances.file(INSTANCE, OLD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1.2", "2.25.329800735698586629295641978511506172918", "0.00.1"})
    void makesNamesOfAnyUid(String uid) throws IOException {
        try (DirectoryStore instances = open()) {
            store(instances, Instances.instance(Uid.of(uid)), Instances.dataSet(NEW));
        }
        assertThat(names()).containsExactly(uid + ".dcm");
        assertThat(parent).isDirectoryNotContaining(path -> !path.equals(directory()));
    }

    @Test
    void showsNoFileBeforeItIsWhole() throws IOException {
        List<String> namesAtEnd = new ArrayList<>();
        try (DirectoryStore instances = open()) {
            store(instances, INSTANCE, Instances.tapped(OLD, () -> namesAtEnd.addAll(names())));
        }
        assertThat(namesAtEnd)
                .singleElement()
                .asString()
                .startsWith(".pacs-scp-")
                .endsWith(".part");
        assertThat(names()).containsExactly("1.2.3.4.dcm");
    }

    @Test
    void replacesAnInstanceInOneStep() throws IOException {
        try (DirectoryStore instances = open()) {
            store(instances, INSTANCE, Instances.dataSet(OLD));
            store(
                    instances,
                    INSTANCE,
                    Instances.tapped(NEW, () -> assertThat(file()).hasBinaryContent(Instances.file(INSTANCE, OLD))));
        }
        assertThat(names()).containsExactly("1.2.3.4.dcm");
        assertThat(file()).hasBinaryContent(Instances.file(INSTANCE, NEW));
    }

    @Test
    void neverShowsHalfAFileToReaders() throws Exception {
        byte[] oldFile = Instances.file(INSTANCE, OLD);
        byte[] newFile = Instances.file(INSTANCE, NEW);
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try (DirectoryStore instances = open()) {
            store(instances, INSTANCE, Instances.dataSet(OLD));
            AtomicBoolean enough = new AtomicBoolean();
            List<Future<?>> writing = new ArrayList<>();
            for (byte[] dataSet : List.of(OLD, NEW)) {
                writing.add(writers.submit(() -> {
                    while (!enough.get()) {
                        store(instances, INSTANCE, Instances.dataSet(dataSet));
                    }
                    return null;
                }));
            }
            for (int i = 0; i < 300; i++) {
                assertThat(Files.readAllBytes(file())).isIn(oldFile, newFile);
            }
            enough.set(true);
            for (Future<?> writer : writing) {
                writer.get();
            }
        } finally {
            writers.shutdownNow();
        }
        assertThat(names()).containsExactly("1.2.3.4.dcm");
    }

    @Test
    void keepsNothingOfABrokenDataSet() throws IOException {
        DataSetStream broken = Instances.broken(NEW);
        try (DirectoryStore instances = open()) {
            assertThatThrownBy(() -> store(instances, INSTANCE, broken)).isInstanceOf(DataSetException.class);
            assertThat(names()).isEmpty();
            store(instances, INSTANCE, Instances.dataSet(OLD));
            assertThatThrownBy(() -> store(instances, INSTANCE, Instances.broken(NEW)))
                    .isInstanceOf(DataSetException.class);
        }
        assertThat(names()).containsExactly("1.2.3.4.dcm");
        assertThat(file()).hasBinaryContent(Instances.file(INSTANCE, OLD));
    }

    @Test
    void keepsNothingWhenTheStreamFailsAgainstItsContract() throws IOException {
        DataSetStream faulty = Instances.tapped(NEW, () -> {
            throw new IllegalStateException("a fault of the engine");
        });
        try (DirectoryStore instances = open()) {
            assertThatThrownBy(() -> store(instances, INSTANCE, faulty)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysThatTheDiskIsFull() throws IOException {
        // The kernel's own error: /dev/full refuses every write as a full disk does.
        DirectoryStore.FileCreator full = path -> {
            Files.createFile(path);
            return FileChannel.open(Path.of("/dev/full"), WRITE);
        };
        try (DirectoryStore instances = open(full)) {
            assertFails(instances, StorageException.Reason.DISK_FULL);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void saysThatTheDirectoryIsGoneAndGoesOnWhenItIsBack() throws IOException {
        try (DirectoryStore instances = open()) {
            Files.delete(directory().resolve(".pacs-scp.lock"));
            Files.delete(directory());
            assertFails(instances, StorageException.Reason.DIRECTORY_GONE);
            Files.createFile(directory());
            assertFails(instances, StorageException.Reason.DIRECTORY_GONE);
            Files.delete(directory());
            Files.createDirectory(directory());
            store(instances, INSTANCE, Instances.dataSet(OLD));
        }
        assertThat(names()).containsExactly("1.2.3.4.dcm");
    }

    @Test
    void saysThatTheDirectoryWentWhileAnInstanceWasWritten() throws IOException {
        try (DirectoryStore instances = open()) {
            DataSetStream dataSet = Instances.tapped(OLD, () -> Files.move(directory(), parent.resolve("elsewhere")));
            assertThatThrownBy(() -> store(instances, INSTANCE, dataSet))
                    .asInstanceOf(InstanceOfAssertFactories.type(StorageException.class))
                    .returns(StorageException.Reason.DIRECTORY_GONE, StorageException::reason);
        }
    }

    @Test
    void saysThatTheDirectoryIsNotWritable() throws IOException {
        DirectoryStore.FileCreator denied = path -> {
            throw new AccessDeniedException(path.toString());
        };
        try (DirectoryStore instances = open(denied)) {
            assertFails(instances, StorageException.Reason.NOT_WRITABLE);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void saysThatAFileCannotBeWritten() throws IOException {
        Files.createDirectories(file().resolve("not empty"));
        try (DirectoryStore instances = open()) {
            assertFails(instances, StorageException.Reason.OTHER);
        }
        assertThat(names()).containsExactly("1.2.3.4.dcm");
    }

    @Test
    void forcesTheFileBeforeItGetsItsName() throws IOException {
        List<String> namesAtForce = new ArrayList<>();
        DirectoryStore.FileCreator spied = path ->
                new SpiedFileChannel(FileChannel.open(path, CREATE_NEW, WRITE), () -> namesAtForce.addAll(names()));
        try (DirectoryStore instances =
                DirectoryStore.builder(directory()).fsync(true).files(spied).open()) {
            store(instances, INSTANCE, Instances.dataSet(OLD));
        }
        assertThat(namesAtForce).singleElement().asString().endsWith(".part");
        assertThat(names()).containsExactly("1.2.3.4.dcm");
        assertThat(file()).hasBinaryContent(Instances.file(INSTANCE, OLD));
    }

    @Test
    void keepsNothingThatCannotBeForcedToTheDisk() throws IOException {
        DirectoryStore.FileCreator failing =
                path -> new SpiedFileChannel(FileChannel.open(path, CREATE_NEW, WRITE), () -> {
                    throw new IOException("Input/output error");
                });
        try (DirectoryStore instances =
                DirectoryStore.builder(directory()).fsync(true).files(failing).open()) {
            assertFails(instances, StorageException.Reason.OTHER);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void removesWhatAKilledRunLeftAndNothingElse() throws IOException {
        Files.createDirectories(directory());
        Files.write(directory().resolve(".pacs-scp-8a6e0804-2bd0-4672-b79d-d97027f9071a.part"), NEW);
        List<String> others = List.of("1.2.3.5.dcm", "notes.part", ".other-1.part", ".pacs-scp-notes");
        for (String other : others) {
            Files.createFile(directory().resolve(other));
        }
        open().close();
        assertThat(names()).containsExactlyInAnyOrderElementsOf(others);
    }

    @Test
    void isUsedByOneServerAtATime() throws IOException {
        try (DirectoryStore instances = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(directory().toString())
                    .hasMessageContaining("another server");
            store(instances, INSTANCE, Instances.dataSet(OLD));
        }
        open().close();
        assertThat(names()).containsExactly("1.2.3.4.dcm");
    }

    @Test
    void refusesAFileInPlaceOfTheDirectory() throws IOException {
        Files.createFile(directory());
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot store into " + directory())
                .hasMessageEndingWith("give a directory that this user may write to");
    }

    private static void assertFails(DirectoryStore instances, StorageException.Reason reason) {
        assertThatThrownBy(() -> store(instances, INSTANCE, Instances.dataSet(OLD)))
                .asInstanceOf(InstanceOfAssertFactories.type(StorageException.class))
                .returns(reason, StorageException::reason);
    }

    @Test
    void makesAndRemovesTheDirectoriesOfALocation() throws IOException {
        try (DirectoryStore store =
                DirectoryStore.builder(directory()).fsync(true).open()) {
            for (String location : List.of("a/b/1", "a/b/2", "a/c/3")) {
                commit(store, location, false);
            }
            assertThat(store.contains("a/b/1")).isTrue();
            assertThat(store.contains("a/b")).isFalse();
            assertThat(store.occupiedSpace()).isEqualTo(15);
            store.delete("a/b/1");
            store.delete("a/b/1");
            assertThat(directory().resolve("a/b/2")).isRegularFile();
            store.delete("a/b/2");
            assertThat(directory().resolve("a/b")).doesNotExist();
            store.delete("a/c/3");
            assertThat(directory().resolve("a")).doesNotExist();
            assertThat(directory()).isDirectory();
        }
    }

    private static void commit(DirectoryStore store, String location, boolean replace) throws IOException {
        try (IncomingInstance incoming = store.begin()) {
            incoming.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}));
            incoming.commit(location, replace);
        }
    }

    @Test
    void takesNoNameThatIsTaken() throws IOException {
        try (DirectoryStore store = open();
                IncomingInstance incoming = store.begin()) {
            commit(store, "1", false);
            incoming.write(ByteBuffer.wrap(new byte[] {9}));
            assertThatThrownBy(() -> incoming.commit("1", false)).isInstanceOf(FileAlreadyExistsException.class);
            incoming.commit("2", false);
        }
        assertThat(directory().resolve("1")).hasBinaryContent(new byte[] {1, 2, 3, 4, 5});
        assertThat(directory().resolve("2")).hasBinaryContent(new byte[] {9});
    }

    @Test
    void isReadToItsEndThoughItIsDeletedOrReplaced() throws IOException {
        try (DirectoryStore store = open()) {
            commit(store, "1", false);
            try (FileChannel file = store.open("1")) {
                commit(store, "1", true);
                store.delete("1");
                assertThat(file.size()).isEqualTo(5);
                assertThat(file.read(ByteBuffer.allocate(10))).isEqualTo(5);
            }
            assertThatThrownBy(() -> store.open("1")).isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void isSharedByNodesThatTakeNoNameTwice() throws IOException {
        try (DirectoryStore one =
                        DirectoryStore.builder(directory()).node("one").open();
                DirectoryStore other =
                        DirectoryStore.builder(directory()).node("other").open();
                IncomingInstance incoming = other.begin()) {
            commit(one, "1", false);
            incoming.write(ByteBuffer.wrap(new byte[] {9}));
            assertThatThrownBy(() -> incoming.commit("1", false)).isInstanceOf(FileAlreadyExistsException.class);
            incoming.commit("2", false);
            assertThat(one.contains("2")).isTrue();
            assertThat(one.occupiedSpace()).isEqualTo(6);
            assertThatThrownBy(() ->
                            DirectoryStore.builder(directory()).node("one").open())
                    .hasMessageContaining("another server");
        }
        assertThatThrownBy(() -> DirectoryStore.builder(directory()).node("../x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Directories come and go with their only files. */
    @Test
    void bearsDirectoriesThatVanish() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (DirectoryStore store = open()) {
            List<Future<?>> all = new ArrayList<>();
            for (String name : List.of("1", "2")) {
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 300; i++) {
                        commit(store, "a/b/" + name, false);
                        store.delete("a/b/" + name);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(Stored.locations(directory())).isEmpty();
    }
}

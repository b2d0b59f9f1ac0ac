package org.pacsscp.worklist;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The worklist that the files of a directory describe, for as long as they are there.
 *
 * <p>Files whose names end in {@code .wl} are DICOM files, with or without file meta information; those that end in {@code .json}
 * have a data set of the DICOM JSON model (PS3.18 Annex F), or an array of them. All others, hidden ones and subdirectories are
 * passed over. The directory is watched: a file that is made, changed or removed counts at once, and where the file system does not
 * say so, as over a network, at the next look. So write a file under another name and move it here when it is whole. One that
 * cannot be read is named in the log, and counts when it has changed.
 *
 * <pre>{@code
 * try (WorklistDirectory directory = WorklistDirectory.open(Path.of("worklist"));
 *         Server server = Server.builder().handler(WorklistHandler.of(directory)).build().start()) {
 *     server.awaitStopped();
 * }
 * }</pre>
 *
 * <p>All entries are kept in memory, and found by station, day and patient without looking at the others. A status that was
 * {@linkplain #update set} is kept until the file changes; the files are never written to.
 *
 * <p>Any thread may call it. Files are read by a thread of its own, which ends with {@link #close()}.
 *
 * @since 0.1.0
 */
public final class WorklistDirectory implements WorklistSource, ScheduledSteps, AutoCloseable {
    private final LoadedEntries loaded;
    private final DirectoryWatch watch;

    private WorklistDirectory(LoadedEntries loaded, DirectoryWatch watch) {
        this.loaded = loaded;
        this.watch = watch;
    }

    /**
     * Opens a directory with the defaults, and reads what is in it.
     *
     * @param directory there already
     * @return the worklist
     * @throws IOException if the directory cannot be read
     */
    public static WorklistDirectory open(Path directory) throws IOException {
        return builder(directory).open();
    }

    /**
     * Starts with the defaults.
     *
     * @param directory there already
     * @return a builder
     */
    public static Builder builder(Path directory) {
        return new Builder(directory);
    }

    @Override
    public Stream<WorklistEntry> entries(WorklistQuery query) {
        return loaded.find(query);
    }

    /**
     * Returns all entries, whatever their status.
     *
     * @return the entries as they are now, in the order of their start
     */
    public List<WorklistEntry> entries() {
        return loaded.all();
    }

    @Override
    public void update(ScheduledStepReference step, ScheduledStepStatus status) {
        loaded.update(step, status);
    }

    /**
     * Looks at the directory now, and returns when all that has changed was read.
     *
     * @throws IOException if it cannot be read
     */
    public void refresh() throws IOException {
        watch.scan();
    }

    /** Stops looking at the directory. */
    @Override
    public void close() {
        watch.close();
    }

    /**
     * Says how a directory is read. For one thread at a time.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private final Path directory;
        private Duration interval = Duration.ofSeconds(10);
        private ScheduledStepStatuses statuses = step -> Optional.empty();

        private Builder(Path directory) {
            this.directory = Objects.requireNonNull(directory, "directory");
        }

        /**
         * Sets how often the directory is looked at although the file system has told of no change.
         *
         * @param longest longer than zero; default: ten seconds
         * @return this
         * @throws IllegalArgumentException if it is not longer than zero
         */
        public Builder interval(Duration longest) {
            if (longest.isNegative() || longest.isZero()) {
                throw new IllegalArgumentException("the interval is " + longest + "; it must be longer than zero");
            }
            interval = longest;
            return this;
        }

        /**
         * Sets what knows the status of a step when its file is read, such as what was reported before the process began.
         *
         * @param known called once for each entry that is read; default: knows of none
         * @return this
         */
        public Builder statuses(ScheduledStepStatuses known) {
            statuses = Objects.requireNonNull(known, "known");
            return this;
        }

        /**
         * Opens the directory, and reads what is in it.
         *
         * @return the worklist
         * @throws IOException if the directory cannot be read
         */
        public WorklistDirectory open() throws IOException {
            LoadedEntries loaded = new LoadedEntries(statuses);
            return new WorklistDirectory(loaded, DirectoryWatch.start(directory, interval, loaded));
        }
    }
}

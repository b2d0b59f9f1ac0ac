package org.pacsscp.examples.window;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.archive.catalog.CatalogException;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.examples.archive.Archive;
import org.pacsscp.examples.archive.ArchiveSettings;
import org.pacsscp.examples.window.studies.CatalogStudies;
import org.pacsscp.examples.window.studies.Studies;
import org.pacsscp.examples.window.worklist.ServedSteps;
import org.pacsscp.examples.window.worklist.Steps;
import org.pacsscp.examples.worklist.WorklistOptions;
import org.pacsscp.examples.worklist.WorklistService;

/** What a server serves, while it does; closed after the server. */
interface OpenService extends AutoCloseable {
    /** Gives a server what it serves. */
    void addTo(ServerBuilder builder);

    /** Returns what the tab of the studies shows. */
    default Optional<Studies> studies() {
        return Optional.empty();
    }

    /** Returns what the tab of the worklist shows. */
    default Optional<Steps> steps() {
        return Optional.empty();
    }

    @Override
    void close() throws IOException;

    /**
     * Opens what was chosen.
     *
     * @throws IOException if its directory cannot be used; the message says why
     */
    static OpenService open(FormReader.Reading.Ready form) throws IOException {
        return switch (form.service()) {
            case VERIFICATION -> new VerificationOnly();
            case ARCHIVE -> OpenArchive.open(form.directory(), form.destinations());
            case WORKLIST -> OpenWorklist.open(form.directory());
        };
    }

    /** A handler of C-ECHO is found by the server itself. */
    record VerificationOnly() implements OpenService {
        @Override
        public void addTo(ServerBuilder builder) {}

        @Override
        public void close() {}
    }

    /** An archive. */
    record OpenArchive(Archive archive, CatalogStudies held) implements OpenService {
        static OpenArchive open(Path directory, List<RemoteEntity> destinations) throws IOException {
            ArchiveSettings settings = new ArchiveSettings(
                    directory.toAbsolutePath(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    List.of(),
                    false,
                    destinations);
            try {
                Archive archive = Archive.open(settings);
                return new OpenArchive(archive, new CatalogStudies(archive.held()));
            } catch (CatalogException | IllegalArgumentException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void addTo(ServerBuilder builder) {
            archive.handlers().forEach(builder::handler);
            builder.transferSyntaxChoice(archive.transferSyntaxChoice()).listener(held);
        }

        @Override
        public Optional<Studies> studies() {
            return Optional.of(held);
        }

        @Override
        public void close() {
            held.close();
            archive.close();
        }
    }

    /** A worklist. */
    record OpenWorklist(WorklistService service) implements OpenService {
        /** Below the directory of the worklist, as {@code worklist-server} has it. */
        private static final String PERFORMED = "performed";

        static OpenWorklist open(Path directory) throws IOException {
            return new OpenWorklist(WorklistService.open(
                    new WorklistOptions(directory, directory.resolve(PERFORMED), OptionalLong.empty(), false)));
        }

        @Override
        public void addTo(ServerBuilder builder) {
            builder.handler(service.handlers().toArray(ActionHandler[]::new)).listener(service.listener());
        }

        @Override
        public Optional<Steps> steps() {
            return Optional.of(new ServedSteps(service));
        }

        @Override
        public void close() throws IOException {
            service.close();
        }
    }
}

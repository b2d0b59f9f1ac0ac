package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.Timeouts;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.StorageStatus;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.InstanceSource;
import org.pacsscp.client.Matches;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.RetrieveReport;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.client.StoreReport;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testing.process.Interop;
import org.pacsscp.testing.process.ListeningProgram;
import org.pacsscp.testkit.data.DataSets;
import org.pacsscp.testkit.data.InventedStudy;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.pacs.Effect;
import org.pacsscp.testkit.pacs.FakePacs;
import org.pacsscp.testkit.pacs.Fault;
import org.pacsscp.testkit.pacs.Place;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Message;

/**
 * {@code archive-server} where something else breaks: its directory, or whom it sends to. With {@code -Dpacsscp.full=true} also peers
 * that say nothing, for whom it waits a minute.
 */
@Timeout(400)
class ArchiveFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path STORESCP = Path.of("/usr/bin/storescp");
    private static final Uid GET = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_GET;
    private static final String VIEWER = "VIEWER";
    private static final int IMAGES = 12;
    private static final int TAKEN = 3;

    private final InventedStudy study = Invention.ofSeed(22).study(IMAGES, Modality.CT);
    private final InventedStudy other = Invention.ofSeed(23).study(1, Modality.CT);
    private ServiceClassUser scu;

    @TempDir
    private Path parent = Path.of("");

    private Path directory;

    @BeforeEach
    void client() {
        directory = parent.resolve("archive");
        // The archive waits a minute for a destination, so who has it sent must wait longer.
        scu = ServiceClassUser.of(Client.builder()
                .timeouts(Timeouts.builder().response(Duration.ofMinutes(2)).build())
                .loops(1));
    }

    @AfterEach
    void close() {
        scu.close();
    }

    private StoreReport store(ArchiveProcess archive, InventedStudy invented) throws Exception {
        return scu.store(
                archive.remote(),
                invented.instances().stream().map(InstanceSource::of).toList());
    }

    @Test
    void answersButStoresNothingWhileItsDirectoryIsReadOnly() throws Exception {
        try (ArchiveProcess archive = ArchiveProcess.start(directory)) {
            assertThat(store(archive, study).isComplete()).isTrue();
            protect(true);
            try {
                StoreReport refused = store(archive, other);
                assertThat(refused.failed())
                        .hasSize(1)
                        .allSatisfy(result -> assertThat(result.status())
                                .hasValueSatisfying(status ->
                                        assertThat(status.code()).isEqualTo(StorageStatus.OUT_OF_RESOURCES.code())));
                archive.awaitLog("storage directory is not writable");
                assertFinds(archive, study);
                assertThat(get(archive).subOperations()).contains(new SubOperations(0, IMAGES, 0, 0));
            } finally {
                protect(false);
            }
            assertThat(store(archive, other).isComplete()).isTrue();
            assertFinds(archive, study, other);
        }
        assertThat(CommandLineRun.of("verify", directory).outLines())
                .containsExactly("13 intact, 0 missing, 0 damaged");
    }

    /** Nothing new can be made in the directory; root is stopped by nothing less than this attribute of the file system. */
    private void protect(boolean on) throws Exception {
        Process chattr = new ProcessBuilder("chattr", on ? "+i" : "-i", directory.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(chattr.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assumeThat(chattr.exitValue())
                .as("this user cannot mount a file system, nor make one of its directories immutable")
                .isZero();
    }

    private void assertFinds(ArchiveProcess archive, InventedStudy... studies) throws Exception {
        try (Matches matches = scu.find(archive.remote(), Identifier.studyRoot(QueryLevel.STUDY))) {
            assertThat(matches.toList())
                    .extracting(match -> match.uid(Tag.STUDY_INSTANCE_UID).orElseThrow())
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(studies).map(InventedStudy::uid).toList());
        }
    }

    private RetrieveReport get(ArchiveProcess archive) throws Exception {
        return scu.get(archive.remote(), Identifier.study(study.uid()), action -> {
            action.dataSet().close();
            return DimseStatus.SUCCESS;
        });
    }

    /** PS3.4 section C.4.2.3.1: what a dead peer did not get has failed; no thread and no file is held for it. */
    @Test
    void outlivesThoseItSendsTo() throws Exception {
        try (FakePacs viewer = FakePacs.builder().aeTitle(VIEWER).start();
                ArchiveProcess archive =
                        ArchiveProcess.start(directory, "--peer=" + VIEWER + "@127.0.0.1:" + viewer.port())) {
            assertThat(store(archive, study).isComplete()).isTrue();
            assertThat(move(archive).isSuccess()).isTrue();
            depart(archive, AbortReason.SERVICE_USER);
            awaitQuiet(archive);
            long threads = archive.threads();
            for (int round = 0; round < 3; round++) {
                for (Effect death : deaths()) {
                    viewer.inject(Fault.at(Place.REQUEST, death)
                            .on(CommandField.C_STORE_RQ)
                            .after(TAKEN));
                    assertFailed(move(archive));
                }
                depart(archive, AbortReason.SERVICE_USER);
                depart(archive, null);
            }
            awaitQuiet(archive);
            assertThat(archive.threads()).isLessThanOrEqualTo(threads + 2);
            assertThat(move(archive).subOperations()).contains(new SubOperations(0, IMAGES, 0, 0));
        }
    }

    private static List<Effect> deaths() {
        List<Effect> deaths = new ArrayList<>(
                List.of(new Effect.Abort(AbortReason.SERVICE_USER), new Effect.Close(), new Effect.Reset()));
        if (Boolean.getBoolean("pacsscp.full")) {
            deaths.add(new Effect.Stall());
        }
        return deaths;
    }

    private static void assertFailed(RetrieveReport report) {
        assertThat(report.status().code()).isEqualTo(0xB000);
        assertThat(report.subOperations()).contains(new SubOperations(0, TAKEN, IMAGES - TAKEN, 0));
        assertThat(report.failedInstances()).hasSize(IMAGES - TAKEN);
    }

    private RetrieveReport move(ArchiveProcess archive) throws IOException, InterruptedException {
        return scu.move(archive.remote(), Identifier.study(study.uid()), VIEWER);
    }

    /** What is left is the socket that listens, and one by which the JDK closes others. */
    private static void awaitQuiet(ArchiveProcess archive) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(archive.openSockets()).isLessThanOrEqualTo(2));
    }

    /** Asks for the study by C-GET, takes some of it, and is gone: by an abort, or without a word. */
    private void depart(ArchiveProcess archive, @Nullable AbortReason abort) throws IOException {
        try (Requestor requestor = Proposal.to(ArchiveProcess.AE_TITLE)
                .context(GET)
                .context(Modality.CT.sopClass())
                .role(Modality.CT.sopClass(), false, true)
                .open("127.0.0.1", archive.port())) {
            int context = requestor.context(GET);
            DataSet identifier = DataSet.builder()
                    .text(Tag.QUERY_RETRIEVE_LEVEL, "STUDY")
                    .uid(Tag.STUDY_INSTANCE_UID, study.uid())
                    .build();
            byte[] command = Commands.command(
                    Commands.uid(Commands.AFFECTED_SOP_CLASS_UID, GET.value()),
                    Commands.number(Commands.COMMAND_FIELD, CommandField.C_GET_RQ.code()),
                    Commands.number(Commands.MESSAGE_ID, requestor.nextMessageId()),
                    Commands.number(Commands.PRIORITY, 0),
                    Commands.number(Commands.DATA_SET_TYPE, Commands.WITH_DATA_SET));
            requestor.send(
                    context, command, Optional.of(DataSets.encode(identifier, requestor.transferSyntax(context))));
            for (int taken = 0; taken < TAKEN; ) {
                Message message = requestor.hearMessage();
                if (message.command().commandFieldCode() == CommandField.C_STORE_RQ.code()) {
                    requestor.answer(message, DimseStatus.SUCCESS);
                    taken++;
                }
            }
            if (abort == null) {
                requestor.reset();
            } else {
                requestor.abort(abort);
            }
        }
    }

    @Test
    void countsWhatAKilledDestinationHasNotGot() throws Exception {
        Interop.needs(STORESCP, "apt-get install dcmtk");
        Path received = Files.createDirectory(parent.resolve("received"));
        ListeningProgram.Command command = port -> new ProcessBuilder(
                STORESCP.toString(),
                "-aet",
                VIEWER,
                "-od",
                received.toString(),
                "--sleep-after",
                "1",
                String.valueOf(port));
        try (ListeningProgram storescp = ListeningProgram.start(parent.resolve("storescp.log"), command);
                ArchiveProcess archive =
                        ArchiveProcess.start(directory, "--peer=" + VIEWER + "@127.0.0.1:" + storescp.port())) {
            assertThat(store(archive, study).isComplete()).isTrue();
            CompletableFuture<RetrieveReport> moved = new CompletableFuture<>();
            Thread mover = new Thread(() -> {
                try {
                    moved.complete(move(archive));
                } catch (IOException | InterruptedException e) {
                    moved.completeExceptionally(e);
                }
            });
            mover.start();
            await().atMost(PATIENCE).until(() -> received.toFile().list().length >= 2);
            storescp.process().destroyForcibly().waitFor();
            SubOperations counts =
                    moved.get(30, TimeUnit.SECONDS).subOperations().orElseThrow();
            assertThat(counts.completed()).isBetween(1, IMAGES - 1);
            assertThat(counts.completed() + counts.failed()).isEqualTo(IMAGES);
            assertThat(moved.get().status().code()).isEqualTo(0xB000);
            mover.join();
            awaitQuiet(archive);
        }
    }
}

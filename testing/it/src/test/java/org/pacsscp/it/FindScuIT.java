package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.FindStatus;

/** DCMTK's {@code findscu} queries handlers that answer with prepared data sets of invented patients. */
class FindScuIT {
    private static final Uid WORKLIST = SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND;
    private static final Uid STUDY_ROOT = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND;
    private static final int ANSWERS = 300;
    private static final String ACCESSION_NUMBER = "0008,0050";
    private static final String PATIENT_ID = "0010,0020";
    private static final String LONG_TEXT = "long ".repeat(4000).strip();
    private static final String WORKLIST_ITEM = """
            (0008,0005) CS [ISO_IR 100]
            (0008,0050) SH [ACC%1$s]
            (0010,0010) PN [Invented^Patient]
            (0010,0020) LO [INV%1$s]
            (0020,000d) UI [1.2.826.0.1.3680043.8.498.5]
            (0032,1060) LO [Invented procedure]
            (0040,0100) SQ
            (fffe,e000) na
            (0008,0060) CS [CT]
            (0040,0001) AE [FINDSCU]
            (0040,0002) DA [20260101]
            (0040,0003) TM [120000]
            (fffe,e00d)
            (fffe,e0dd)
            """.formatted(NumberedDataSets.NUMBER);
    private static final String LONG_STUDY = """
            (0008,0050) SH [ACC%1$s]
            (0010,0020) LO [INV%1$s]
            (0020,000d) UI [1.2.826.0.1.3680043.8.498.5]
            (4008,010b) ST [%2$s]
            """.formatted(NumberedDataSets.NUMBER, LONG_TEXT);

    @TempDir
    Path directory;

    @BeforeAll
    static void needDcmtk() {
        Dcmtk.needs("findscu", "dump2dcm", "dcmdump");
    }

    @ParameterizedTest
    @EnumSource
    void takesHundredsOfWorklistItems(DataSetEncoding encoding) throws IOException, InterruptedException {
        NumberedDataSets items = worklistItems(encoding);
        AtomicReference<Uid> transferSyntax = new AtomicReference<>();
        WorkerHandler handler = finder(WORKLIST, action -> {
            transferSyntax.set(action.presentationContext().transferSyntax());
            return answer(action, items, ANSWERS);
        });
        try (InProcessServer server = InProcessServer.start(handler)) {
            Commands.Result result = findscu(
                    server, "-W", encoding.proposeOption(), "-k", "ScheduledProcedureStepSequence[0].Modality=CT");
            assertThat(result.exitCode()).as("%s", result).isZero();
            assertThat(result.output()).contains("Received Final Find Response (Success)");
            assertThat(transferSyntax).hasValue(encoding.transferSyntax());
            assertThatItWrote(ANSWERS);
            assertThat(Dcmtk.values("0040,0002", responses())).hasSize(ANSWERS).containsOnly("20260101");
            assertThat(server.awaitEnd().kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_PEER);
            server.assertFreeAndHealthy(handler);
        }
    }

    @Test
    void handsTheQueryToTheHandler() throws IOException, InterruptedException {
        List<CommandSet> commands = new CopyOnWriteArrayList<>();
        List<byte[]> identifiers = new CopyOnWriteArrayList<>();
        WorkerHandler handler = finder(STUDY_ROOT, action -> {
            commands.add(action.command());
            identifiers.add(action.dataSet().readAllBytes());
            return DimseStatus.SUCCESS;
        });
        try (InProcessServer server = InProcessServer.start(handler)) {
            findscu(server, "-S", "-xe", "-k", "0008,0052=STUDY", "-k", "0010,0020=INV00001", "-k", "0020,000d");
            assertThat(commands.get(0).affectedSopClassUid()).contains(STUDY_ROOT);
            assertThat(commands.get(0).messageId()).isEqualTo(1);
            assertThat(commands.get(0).priority()).hasValue(0);
            assertThat(identifiers.get(0))
                    .isEqualTo(Dcmtk.encode(
                            directory,
                            "(0008,0052) CS [STUDY]\n(0010,0020) LO [INV00001]\n(0020,000d) UI (no value)\n",
                            DataSetEncoding.EXPLICIT_LITTLE));
        }
    }

    @Test
    void takesAnswersThatExceedItsMaximumLength() throws IOException, InterruptedException {
        int longAnswers = 50;
        NumberedDataSets studies = NumberedDataSets.encode(directory, LONG_STUDY, DataSetEncoding.EXPLICIT_LITTLE);
        AtomicReference<Long> maximumLength = new AtomicReference<>();
        WorkerHandler handler = finder(STUDY_ROOT, action -> {
            maximumLength.set(action.association().maxPduLengthSent());
            return answer(action, studies, longAnswers);
        });
        try (InProcessServer server = InProcessServer.start(handler)) {
            Commands.Result result = findscu(server, "-S", "-xe", "-pdu", "4096", "-k", "0008,0052=STUDY");
            assertThat(result.exitCode()).as("%s", result).isZero();
            assertThat(maximumLength).hasValue(4096L);
            assertThatItWrote(longAnswers);
            assertThat(Dcmtk.values("4008,010b", responses()))
                    .hasSize(longAnswers)
                    .containsOnly(LONG_TEXT);
        }
    }

    @Test
    void answersManyQueriesOfOneAssociation() throws IOException, InterruptedException {
        NumberedDataSets studies = worklistItems(DataSetEncoding.EXPLICIT_LITTLE);
        WorkerHandler handler = finder(STUDY_ROOT, action -> answer(action, studies, 3));
        try (InProcessServer server = InProcessServer.start(handler)) {
            Commands.Result result = findscu(server, "-S", "--repeat", "30", "-k", "0008,0052=STUDY");
            assertThat(result.exitCode()).as("%s", result).isZero();
            assertThat(result.output().lines().filter(line -> line.contains("Received Final Find Response (Success)")))
                    .hasSize(30);
            server.assertFreeAndHealthy(handler);
        }
    }

    @Test
    void cancelsWhileTheHandlerWorks() throws IOException, InterruptedException {
        NumberedDataSets items = worklistItems(DataSetEncoding.EXPLICIT_LITTLE);
        AtomicBoolean cancelled = new AtomicBoolean();
        WorkerHandler handler = finder(WORKLIST, action -> {
            CountDownLatch cancel = new CountDownLatch(1);
            action.onCancel(cancel::countDown);
            answer(action, items, 5);
            cancelled.set(cancel.await(20, TimeUnit.SECONDS) && action.cancelled());
            return DimseStatus.CANCEL;
        });
        try (InProcessServer server = InProcessServer.start(handler)) {
            Commands.Result result = findscu(server, "-W", "--cancel", "5", "-k", "0008,0050");
            assertThat(result.exitCode()).as("%s", result).isZero();
            assertThat(result.output()).contains("Received Final Find Response (Cancel");
            assertThat(cancelled).isTrue();
            assertThatItWrote(5);
            assertThat(server.awaitEnd().kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_PEER);
            server.assertFreeAndHealthy(handler);
        }
    }

    @Test
    void cancelsAQueryThatTheHandlerDoesNotReadOn() throws IOException, InterruptedException {
        NumberedDataSets items = worklistItems(DataSetEncoding.EXPLICIT_LITTLE);
        WorkerHandler handler = finder(WORKLIST, action -> {
            CountDownLatch cancel = new CountDownLatch(1);
            action.onCancel(cancel::countDown);
            action.dataSet().read();
            action.dataSet().close();
            send(action, items, 5);
            return cancel.await(20, TimeUnit.SECONDS) ? DimseStatus.CANCEL : DimseStatus.SUCCESS;
        });
        try (InProcessServer server = InProcessServer.start(handler)) {
            Commands.Result result = findscu(server, "-W", "--cancel", "5", "-k", "0008,0050");
            assertThat(result.output()).contains("Received Final Find Response (Cancel");
            server.assertFreeAndHealthy(handler);
        }
    }

    @Test
    void cancelsWhileAnswersPour() throws IOException, InterruptedException {
        NumberedDataSets items = worklistItems(DataSetEncoding.EXPLICIT_LITTLE);
        WorkerHandler handler = finder(WORKLIST, action -> {
            action.dataSet().readAllBytes();
            for (int number = 0; !action.cancelled(); number = (number + 1) % ANSWERS) {
                byte[] item = items.get(number);
                action.sendPending(DimseStatus.PENDING_WITH_WARNING.withDataSet(out -> out.write(item)));
            }
            return DimseStatus.CANCEL;
        });
        try (InProcessServer server = InProcessServer.start(handler)) {
            Commands.Result result = findscu(server, "-W", "--cancel", "10", "-Xlo", "10", "-k", "0008,0050");
            assertThat(result.exitCode()).as("%s", result.err()).isZero();
            assertThat(result.output()).contains("Received Final Find Response (Cancel");
            server.assertFreeAndHealthy(handler);
        }
    }

    @Test
    void isToldWhyAQueryFails() throws IOException, InterruptedException {
        WorkerHandler handler = finder(STUDY_ROOT, action -> {
            return FindStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS
                    .withErrorComment("no such level")
                    .with(CommandElements.none().offendingElements(0x00080052));
        });
        try (InProcessServer server = InProcessServer.start(handler)) {
            Commands.Result result = findscu(server, "-d", "-S", "-k", "0008,0052=PLANET");
            assertThat(result.output())
                    .contains("0xa900")
                    .contains("(0000,0901) AT (0008,0052)")
                    .contains("(0000,0902) LO [no such level ]");
            server.assertFreeAndHealthy(handler);
        }
    }

    private NumberedDataSets worklistItems(DataSetEncoding encoding) throws IOException, InterruptedException {
        return NumberedDataSets.encode(directory, WORKLIST_ITEM, encoding);
    }

    private static WorkerHandler finder(Uid sopClass, WorkerHandler.Service service) {
        return new WorkerHandler(
                service,
                ServiceCapability.performer(sopClass, CommandField.C_FIND_RQ).anyTransferSyntax());
    }

    private static DimseStatus answer(Action action, NumberedDataSets answers, int count) throws IOException {
        action.dataSet().readAllBytes();
        send(action, answers, count);
        return DimseStatus.SUCCESS;
    }

    private static void send(Action action, NumberedDataSets answers, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            byte[] item = answers.get(i);
            action.sendPending(DimseStatus.PENDING.withDataSet(out -> out.write(item)));
        }
    }

    private Commands.Result findscu(InProcessServer server, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("findscu", "-v", "-aec", InProcessServer.AE_TITLE, "-X", "-od"));
        command.add(Files.createDirectories(directory.resolve("responses")).toString());
        command.addAll(List.of(options));
        command.addAll(List.of(InProcessServer.HOST, server.portText()));
        return Commands.run(command);
    }

    private List<Path> responses() throws IOException {
        return Dcmtk.files(directory.resolve("responses"));
    }

    private void assertThatItWrote(int answers) throws IOException, InterruptedException {
        List<Path> files = responses();
        assertThat(Dcmtk.values(ACCESSION_NUMBER, files)).isEqualTo(NumberedDataSets.values("ACC", answers));
        assertThat(Dcmtk.values(PATIENT_ID, files)).isEqualTo(NumberedDataSets.values("INV", answers));
    }
}

package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.RetrieveStatus;

/**
 * DCMTK's {@code movescu}, and npm's {@code dcmjs-dimse}, have instances of an invented patient moved with C-MOVE, by a
 * handler that sends them to a second server with DCMTK's {@code storescu}.
 */
class MoveScuIT {
    private static final Uid STUDY_ROOT = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_MOVE;
    private static final AeTitle DESTINATION = AeTitle.of("INVENTED");

    /** What movescu prints of the counts in a response; "none" where one is absent. */
    private static final Pattern COUNTS = Pattern.compile("(?s)Remaining Suboperations *: (\\w+)\\R"
            + ".*?Completed Suboperations *: (\\w+)\\R"
            + ".*?Failed Suboperations *: (\\w+)\\R"
            + ".*?Warning Suboperations *: (\\w+)\\R");

    private final List<CommandSet> requests = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    @BeforeAll
    static void needDcmtk() {
        Dcmtk.needs("movescu", "storescu", "dump2dcm");
    }

    @Test
    void movesToAnotherServer() throws IOException, InterruptedException {
        List<ServedInstance> instances = instances(10);
        Map<Uid, byte[]> arrived = new ConcurrentHashMap<>();
        WorkerHandler store = storage(arrived);
        try (InProcessServer destination = InProcessServer.start(store)) {
            WorkerHandler mover = mover(instances, instance -> storescu(instance, destination));
            try (InProcessServer server = InProcessServer.start(mover)) {
                Commands.Result result = movescu(server, DESTINATION.value());
                assertThat(result.exitCode()).as("%s", result).isZero();
                assertThat(counts(result)).isEqualTo(successfulCounts(10));
                assertThat(requests.get(0).moveDestination()).contains(DESTINATION);
                assertThat(server.awaitEnd().kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_PEER);
                server.assertFreeAndHealthy(mover);
            }
            destination.assertFreeAndHealthy(store);
        }
        assertThat(arrived).hasSize(10);
        for (ServedInstance instance : instances) {
            assertThat(arrived.get(instance.sopInstance())).isEqualTo(instance.dataSet());
        }
    }

    @Test
    void sendsHundredsOfPendingResponses() throws IOException, InterruptedException {
        WorkerHandler mover = mover(instances(300), instance -> DimseStatus.SUCCESS);
        try (InProcessServer server = InProcessServer.start(mover)) {
            assertThat(counts(movescu(server, DESTINATION.value()))).isEqualTo(successfulCounts(300));
            server.assertFreeAndHealthy(mover);
        }
    }

    @Test
    void refusesAnUnknownDestination() throws IOException, InterruptedException {
        WorkerHandler mover = mover(List.of(), instance -> DimseStatus.SUCCESS);
        try (InProcessServer server = InProcessServer.start(mover)) {
            Commands.Result result = movescu(server, "NOBODY");
            assertThat(result.output()).contains("0xa801").contains("(0000,0902) LO [no AE title NOBODY here]");
            assertThat(requests.get(0).moveDestination()).contains(AeTitle.of("NOBODY"));
            server.assertFreeAndHealthy(mover);
        }
    }

    @Test
    void isCancelledBetweenSubOperations() throws IOException, InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        List<ServedInstance> moved = new CopyOnWriteArrayList<>();
        WorkerHandler mover = mover(
                instances(10),
                instance -> {
                    moved.add(instance);
                    // The peer has three pending responses now, and cancels.
                    if (moved.size() == 4 && !cancelled.await(20, TimeUnit.SECONDS)) {
                        return DimseStatus.PROCESSING_FAILURE;
                    }
                    return DimseStatus.SUCCESS;
                },
                cancelled::countDown);
        try (InProcessServer server = InProcessServer.start(mover)) {
            Commands.Result result = movescu(server, DESTINATION.value(), "--cancel", "3");
            assertThat(result.output()).contains("0xfe00");
            assertThat(moved).hasSize(4);
            assertThat(counts(result)).last().isEqualTo(List.of("6", "4", "0", "0"));
            server.assertFreeAndHealthy(mover);
        }
    }

    @Test
    void seesThePriority() throws IOException, InterruptedException {
        DcmjsDimse.install();
        WorkerHandler mover = mover(instances(1), instance -> DimseStatus.SUCCESS);
        try (InProcessServer server = InProcessServer.start(mover)) {
            Commands.Result result = DcmjsDimse.run("services.js", server.port(), InProcessServer.AE_TITLE, "move");
            assertThat(result.out().lines().filter(line -> line.startsWith("C-MOVE 0000")))
                    .hasSize(3);
            assertThat(requests)
                    .extracting(request -> request.priority().orElse(-1))
                    .containsExactly(0, 1, 2);
            server.assertFreeAndHealthy(mover);
        }
    }

    private List<ServedInstance> instances(int count) throws IOException, InterruptedException {
        return new ServedInstances(directory).make(ServedInstances.CT, DataSetEncoding.EXPLICIT_LITTLE, count);
    }

    private WorkerHandler mover(List<ServedInstance> instances, Retrieval.SubOperation subOperation) {
        return mover(instances, subOperation, () -> {});
    }

    private WorkerHandler mover(
            List<ServedInstance> instances, Retrieval.SubOperation subOperation, Runnable onCancel) {
        return new WorkerHandler(
                action -> {
                    requests.add(action.command());
                    action.dataSet().readAllBytes();
                    action.onCancel(onCancel);
                    AeTitle destination = action.command().moveDestination().orElseThrow();
                    return destination.equals(DESTINATION)
                            ? Retrieval.serve(action, instances, subOperation)
                            : RetrieveStatus.MOVE_DESTINATION_UNKNOWN.withErrorComment(
                                    "no AE title " + destination + " here");
                },
                ServiceCapability.performer(STUDY_ROOT, CommandField.C_MOVE_RQ));
    }

    private static WorkerHandler storage(Map<Uid, byte[]> arrived) {
        return new WorkerHandler(
                action -> {
                    arrived.put(
                            action.command().affectedSopInstanceUid().orElseThrow(),
                            action.dataSet().readAllBytes());
                    return DimseStatus.SUCCESS;
                },
                ServiceCapability.performer(ServedInstances.CT, CommandField.C_STORE_RQ)
                        .transferSyntaxes(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }

    private DimseStatus storescu(ServedInstance instance, InProcessServer destination)
            throws IOException, InterruptedException {
        Path file = Files.write(Files.createTempFile(directory, "instance", ".bin"), instance.dataSet());
        Commands.Result result = Commands.run(List.of(
                "storescu",
                "-f",
                "-xe",
                "-aec",
                InProcessServer.AE_TITLE,
                InProcessServer.HOST,
                destination.portText(),
                file.toString()));
        return result.exitCode() == 0 ? DimseStatus.SUCCESS : DimseStatus.PROCESSING_FAILURE;
    }

    private static Commands.Result movescu(InProcessServer server, String destination, String... options)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("movescu", "-d", "-S", "-aec", InProcessServer.AE_TITLE, "-aem", destination));
        command.addAll(List.of(options));
        command.addAll(List.of("-k", "0008,0052=STUDY", "-k", "0020,000d=1.2.826.0.1.3680043.8.498.40"));
        command.addAll(List.of(InProcessServer.HOST, server.portText()));
        return Commands.run(command);
    }

    /** Returns what each response counted: remaining, completed, failed, warning. */
    private static List<List<String>> counts(Commands.Result result) {
        return COUNTS.matcher(result.output()).results().map(MoveScuIT::groups).toList();
    }

    private static List<String> groups(MatchResult match) {
        return IntStream.rangeClosed(1, match.groupCount())
                .mapToObj(match::group)
                .toList();
    }

    private static List<List<String>> successfulCounts(int instances) {
        return IntStream.rangeClosed(1, instances)
                .mapToObj(completed -> List.of(
                        completed == instances ? "none" : Integer.toString(instances - completed),
                        Integer.toString(completed),
                        "0",
                        "0"))
                .toList();
    }
}

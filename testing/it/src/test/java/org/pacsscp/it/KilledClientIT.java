package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;

/**
 * DCMTK's and dcmjs-dimse's clients that are killed, stopped or told to abort while the server works for them: the handler
 * is told, its worker is free afterwards and the server serves the next peer.
 */
class KilledClientIT {
    private static final String LARGE_IMAGE = """
            (0008,0016) UI [%s]
            (0008,0018) UI [1.2.826.0.1.3680043.8.498.60]
            (0028,0002) US 1
            (0028,0010) US 4096
            (0028,0011) US 4096
            (0028,0100) US 16
            (7fe0,0010) OW =%s
            """;

    private final WatchedWork work = new WatchedWork();

    @TempDir
    Path directory;

    @Test
    void cancelsTheActionOfAFindscuThatIsKilled() throws Exception {
        Dcmtk.needs("findscu");
        WorkerHandler handler = work.finder();
        try (InProcessServer server = InProcessServer.start(handler)) {
            Process findscu = start(server, List.of("findscu", "-S", "-k", "0008,0052=STUDY"), List.of());
            work.awaitBegin();
            findscu.destroyForcibly();
            work.awaitCancelled();
            assertThat(server.awaitEnd().kind()).isEqualTo(AssociationEnd.Kind.CONNECTION_LOST);
            server.assertFreeAndHealthy(handler);
        }
    }

    @Test
    void cancelsTheActionOfADcmjsClientThatAborts() throws Exception {
        DcmjsDimse.install();
        Dcmtk.needs("dump2dcm");
        byte[] answer = Dcmtk.encode(directory, "(0010,0020) LO [INV00001]", DataSetEncoding.IMPLICIT_LITTLE);
        WorkerHandler handler = new WorkerHandler(
                action -> {
                    action.dataSet().readAllBytes();
                    while (!action.cancelled()) {
                        action.sendPending(DimseStatus.PENDING.withDataSet(out -> out.write(answer)));
                    }
                    return DimseStatus.CANCEL;
                },
                ServiceCapability.performer(WatchedWork.FIND, CommandField.C_FIND_RQ));
        try (InProcessServer server = InProcessServer.start(handler)) {
            DcmjsDimse.run("services.js", server.port(), InProcessServer.AE_TITLE, "findAndAbort");
            assertThat(server.awaitEnd().kind()).isEqualTo(AssociationEnd.Kind.ABORTED_BY_PEER);
            server.assertFreeAndHealthy(handler);
        }
    }

    @Test
    void breaksTheDataSetOfAStorescuThatIsKilled() throws Exception {
        WorkerHandler handler = work.storage();
        try (InProcessServer server = InProcessServer.start(handler)) {
            Process storescu = startStorescu(server);
            work.awaitBegin();
            storescu.destroyForcibly().waitFor();
            work.letReadOn();
            work.awaitBroken(DataSetException.Cause.PEER_LOST);
            assertThat(server.awaitEnd().kind()).isEqualTo(AssociationEnd.Kind.CONNECTION_LOST);
            server.assertFreeAndHealthy(handler);
        }
    }

    @Test
    void breaksTheDataSetOfAStorescuThatStops() throws Exception {
        WorkerHandler handler = work.storage();
        try (InProcessServer server = InProcessServer.startImpatient(handler)) {
            Process storescu = startStorescu(server);
            try {
                work.awaitBegin();
                Commands.run(List.of("kill", "-STOP", Long.toString(storescu.pid())));
                work.letReadOn();
                work.awaitBroken(DataSetException.Cause.TIMED_OUT);
                assertThat(server.awaitEnd().kind()).isEqualTo(AssociationEnd.Kind.TIMED_OUT);
                server.assertFreeAndHealthy(handler);
            } finally {
                storescu.destroyForcibly();
            }
        }
    }

    private static Process start(InProcessServer server, List<String> options, List<String> files) throws IOException {
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of("-aec", InProcessServer.AE_TITLE, InProcessServer.HOST, server.portText()));
        command.addAll(files);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private Process startStorescu(InProcessServer server) throws IOException, InterruptedException {
        Dcmtk.needs("storescu", "dump2dcm");
        Path pixels = Files.write(directory.resolve("pixels"), new byte[2 * 4096 * 4096]);
        byte[] image = Dcmtk.encode(
                directory, LARGE_IMAGE.formatted(ServedInstances.CT, pixels), DataSetEncoding.EXPLICIT_LITTLE);
        Path file = Files.write(directory.resolve("image"), image);
        return start(server, List.of("storescu", "-f", "-xe"), List.of(file.toString()));
    }
}

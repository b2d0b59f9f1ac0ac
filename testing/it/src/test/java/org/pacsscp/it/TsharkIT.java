package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/** {@code tshark} reads what the server sends to DCMTK's clients: it is well formed, and what it should be. */
class TsharkIT {
    private static final Uid FIND = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND;
    private static final Uid GET = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_GET;
    private static final String ACCEPT = "A-ASSOCIATE accept";
    private static final String RELEASE = "A-RELEASE response";
    private static final String FRAGMENT = "PDV Fragment";
    private static final int STUDIES = 3;
    private static final int INSTANCES = 2;

    /** More than two fragments of 4096 bytes. */
    private static final String STUDY =
            """
            (0008,0050) SH [ACC%1$s]
            (4008,010b) ST [%2$s]
            """.formatted(NumberedDataSets.NUMBER, "long ".repeat(2000).strip());

    @TempDir
    Path directory;

    @BeforeAll
    static void needDcmtk() {
        Dcmtk.needs("findscu", "getscu", "dump2dcm");
    }

    @Test
    void readsWhatTheServerSends() throws Exception {
        try (InProcessServer server = InProcessServer.start(finder(), getter());
                Capture capture = Capture.start(directory, server.port())) {
            run(server, "findscu", "-S", "-pdu", "4096", "-k", "0008,0052=STUDY");
            run(server, "getscu", "-S", "--ignore", "-k", "0008,0052=STUDY");
            await("the end of the recording")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(capture.sentByServer()).endsWith(queryAndRetrieval()));
            assertThat(capture.complaints()).isEmpty();
            assertThat(capture.longestSentByServer("FINDSCU")).isEqualTo(4096);
            assertThat(capture.longestSentByServer("GETSCU")).isEqualTo(16384);
        }
    }

    private static String[] queryAndRetrieval() {
        List<String> pdus = new ArrayList<>(List.of(ACCEPT));
        for (int i = 0; i < STUDIES; i++) {
            pdus.addAll(List.of("C-FIND-RSP", FRAGMENT, FRAGMENT, "C-FIND-RSP-DATA"));
        }
        pdus.addAll(List.of("C-FIND-RSP", RELEASE, ACCEPT));
        for (int i = 0; i < INSTANCES; i++) {
            pdus.add("C-STORE-RQ");
            pdus.addAll(Collections.nCopies(8, FRAGMENT));
            pdus.addAll(List.of("CT Image Storage", "C-GET-RSP"));
        }
        pdus.add(RELEASE);
        return pdus.toArray(String[]::new);
    }

    private WorkerHandler finder() throws Exception {
        NumberedDataSets studies = NumberedDataSets.encode(directory, STUDY, DataSetEncoding.EXPLICIT_LITTLE);
        return new WorkerHandler(
                action -> {
                    action.dataSet().readAllBytes();
                    for (int number = 0; number < STUDIES; number++) {
                        byte[] study = studies.get(number);
                        action.sendPending(DimseStatus.PENDING.withDataSet(out -> out.write(study)));
                    }
                    return DimseStatus.SUCCESS;
                },
                ServiceCapability.performer(FIND, CommandField.C_FIND_RQ)
                        .transferSyntaxes(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }

    private WorkerHandler getter() throws Exception {
        List<ServedInstance> instances =
                new ServedInstances(directory).make(ServedInstances.CT, DataSetEncoding.EXPLICIT_LITTLE, INSTANCES);
        return new WorkerHandler(
                action -> {
                    action.dataSet().readAllBytes();
                    return Retrieval.onSameAssociation(action, instances);
                },
                ServiceCapability.performer(GET, CommandField.C_GET_RQ),
                ServiceCapability.invoker(ServedInstances.CT)
                        .transferSyntaxes(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }

    private static void run(InProcessServer server, String... programAndOptions) throws Exception {
        List<String> command = new ArrayList<>(List.of(programAndOptions));
        command.addAll(List.of("-aec", InProcessServer.AE_TITLE, InProcessServer.HOST, server.portText()));
        Dcmtk.run(command);
    }
}

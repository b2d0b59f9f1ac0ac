package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.it.DicomInstances.Encoding;
import org.pacsscp.testing.process.Interop;

/** What the example servers say of each PDU and command set, and what they keep to themselves. */
class PduLogIT {
    private static final Pattern UP_TO_THE_PEER = Pattern.compile("^.*(?=<<|>>)");
    private static final Pattern ADDRESS = Pattern.compile("127\\.0\\.0\\.1:\\d+");

    @TempDir
    Path directory;

    @Test
    void hasALineForEachPduOfAnAssociation() throws IOException, InterruptedException {
        Interop.needs("echoscu", "apt-get install dcmtk");
        try (ExampleServer server = ExampleServer.start("--log-pdus")) {
            echo(server);
            server.awaitLog(1, "A-RELEASE-RP");
            assertThat(conversation(server))
                    .containsExactly(
                            "<< PEER A-ASSOCIATE-RQ 205 calling=ECHOSCU called=PACS_SCP contexts=1",
                            ">> PEER A-ASSOCIATE-AC " + lengthOf(server, "A-ASSOCIATE-AC"),
                            "<< PEER P-DATA-TF 74 context=1 command last",
                            ">> PEER P-DATA-TF 84 context=1 command last",
                            "<< PEER A-RELEASE-RQ 4",
                            ">> PEER A-RELEASE-RP 4");
        }
    }

    @Test
    void showsCommandSetsIfAsked() throws IOException, InterruptedException {
        Interop.needs("echoscu", "apt-get install dcmtk");
        try (ExampleServer server = ExampleServer.start("--log-commands")) {
            echo(server);
            server.awaitLog(1, "Status=0000H");
            assertThat(conversation(server))
                    .containsExactly(
                            "<< PEER AffectedSOPClassUID=1.2.840.10008.1.1, CommandField=0030H, MessageID=1,"
                                    + " CommandDataSetType=0101H",
                            ">> PEER AffectedSOPClassUID=1.2.840.10008.1.1, CommandField=8030H,"
                                    + " MessageIDBeingRespondedTo=1, CommandDataSetType=0101H, Status=0000H");
        }
    }

    @Test
    void keepsWhatIsInDataSets() throws Exception {
        DicomInstances.needDcmtk();
        Interop.needs("storescu", "apt-get install dcmtk");
        Path instance =
                new DicomInstances(directory).make(Encoding.EXPLICIT_LITTLE, 1).get(0);
        try (ExampleServer server =
                ExampleServer.startStore(directory.resolve("stored"), "--log-level", "trace", "--log-pdus")) {
            assertThat(Commands.run(List.of(
                                    "storescu",
                                    "-aec",
                                    ExampleServer.AE_TITLE,
                                    "127.0.0.1",
                                    Integer.toString(server.port()),
                                    instance.toString()))
                            .exitCode())
                    .isZero();
            server.awaitLog(1, "A-RELEASE-RP");
            assertThat(conversation(server)).anyMatch(line -> line.endsWith(" data last"));
            assertThat(server.log()).noneMatch(line -> line.contains("Invented"));
        }
    }

    private static void echo(ExampleServer server) throws IOException, InterruptedException {
        assertThat(Commands.run(List.of(
                                "echoscu",
                                "-aec",
                                ExampleServer.AE_TITLE,
                                "127.0.0.1",
                                Integer.toString(server.port())))
                        .exitCode())
                .isZero();
    }

    private static String lengthOf(ExampleServer server, String type) {
        return conversation(server).stream()
                .filter(line -> line.contains(type))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".*" + type + " ", "");
    }

    private static List<String> conversation(ExampleServer server) {
        return server.log().stream()
                .filter(line -> line.contains("<< ") || line.contains(">> "))
                .map(line -> UP_TO_THE_PEER.matcher(line).replaceFirst(""))
                .map(line -> ADDRESS.matcher(line).replaceFirst("PEER"))
                .toList();
    }
}

package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.SopClass;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;

/** The examples that show the library by itself do what they say, and are short enough to be read. */
class SmallExamplesIT {
    private static final String PACKAGE = "org.pacsscp.examples.small.";
    private static final Path SOURCES = Path.of("pacs-scp-examples/src/main/java/org/pacsscp/examples/small");
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String INSTANCE = "1.2.826.0.1.3680043.8.498.78";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"SmallEcho", "SmallStore", "SmallWorklist"})
    void areShort(String name) throws IOException {
        try (Stream<String> lines = Files.lines(Artifacts.top().resolve(SOURCES).resolve(name + ".java"))) {
            assertThat(lines.map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .filter(line -> !line.startsWith("import ") && !line.startsWith("package "))
                            .filter(line -> !line.startsWith("*") && !line.startsWith("/*")))
                    .hasSizeLessThanOrEqualTo(70);
        }
    }

    @Test
    void answersEchoes() throws IOException {
        try (ServerProgram server = start("SmallEcho", "0");
                Requestor client = Proposal.to("SMALL_ECHO")
                        .context(SopClass.VERIFICATION)
                        .open("127.0.0.1", server.awaitPort())) {
            assertThat(Verifier.echo(client)).isZero();
        }
    }

    @Test
    void storesWhatStorescuSends() throws IOException, InterruptedException {
        DicomInstances.needDcmtk();
        Dcmtk.needs("storescu");
        Path image = new DicomInstances(directory).makeWith(CT, INSTANCE);
        Path stored = directory.resolve("stored");
        try (ServerProgram server = start("SmallStore", stored.toString(), "0")) {
            Dcmtk.run(List.of(
                    "storescu",
                    "-R",
                    "-aec",
                    "SMALL_STORE",
                    "127.0.0.1",
                    Integer.toString(server.awaitPort()),
                    image.toString()));
        }
        assertThat(Dcmtk.files(stored)).containsExactly(stored.resolve(INSTANCE + ".dcm"));
        Path file = stored.resolve(INSTANCE + ".dcm");
        assertThat(Part10File.read(file).dataSet())
                .isEqualTo(Part10File.read(image).dataSet());
        assertThat(Dcmtk.values("0002,0003", List.of(file))).containsExactly(INSTANCE);
    }

    @Test
    void answersQueriesOfTheWorklist() throws IOException, InterruptedException {
        Dcmtk.needs("dump2dcm", "findscu", "dcmdump");
        Path worklist = Files.createDirectories(directory.resolve("worklist"));
        writeItem(worklist, "1", "Doe^Jane", "20260101", "CT");
        writeItem(worklist, "2", "Doe^John", "20260102", "MR");
        writeItem(worklist, "3", "Roe^Richard", "20260103", "CT");
        try (ServerProgram server = start("SmallWorklist", worklist.toString(), "0")) {
            String port = Integer.toString(server.awaitPort());
            assertThat(accessionNumbers(port, "0010,0010=doe*")).containsExactlyInAnyOrder("1", "2");
            assertThat(accessionNumbers(port, "(0040,0100)[0].0040,0002=20260102-", "(0040,0100)[0].0008,0060=CT"))
                    .containsExactly("3");
            assertThat(accessionNumbers(port, "0010,0010=Nobody")).isEmpty();
        }
    }

    private static void writeItem(Path worklist, String accessionNumber, String name, String date, String modality)
            throws IOException, InterruptedException {
        String item = """
                (0008,0050) SH [%s]
                (0010,0010) PN [%s]
                (0040,0100) SQ
                (fffe,e000) na
                (0008,0060) CS [%s]
                (0040,0002) DA [%s]
                (fffe,e00d) na
                (fffe,e0dd) na
                """.formatted(accessionNumber, name, modality, date);
        Path text = Files.writeString(worklist.resolve(accessionNumber + ".dump"), item);
        Dcmtk.run(List.of(
                "dump2dcm",
                "-g",
                "+E",
                text.toString(),
                worklist.resolve(accessionNumber + ".dcm").toString()));
    }

    private List<String> accessionNumbers(String port, String... keys) throws IOException, InterruptedException {
        Path responses = Files.createTempDirectory(directory, "responses");
        List<String> command = new ArrayList<>(List.of(
                "findscu", "-W", "-X", "-od", responses.toString(), "-aec", "SMALL_WORKLIST", "-k", "0008,0050"));
        Stream.of(keys).forEach(key -> command.addAll(List.of("-k", key)));
        command.addAll(List.of("127.0.0.1", port));
        Dcmtk.run(command);
        List<Path> files = Dcmtk.files(responses);
        return files.isEmpty() ? List.of() : Dcmtk.values("0008,0050", files);
    }

    private ServerProgram start(String name, String... arguments) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(Artifacts.javaCommand(), "-cp", Artifacts.exampleClassPath(), PACKAGE + name),
                        Stream.of(arguments))
                .toList();
        return ServerProgram.start(directory, command);
    }
}

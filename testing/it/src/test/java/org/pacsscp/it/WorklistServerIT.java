package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.FileMetaInformation;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Tags;
import org.pacsscp.testing.process.ListeningProgram;

/** {@code worklist-server} beside DCMTK's, asked by DCMTK, and told by dcmjs-dimse. */
class WorklistServerIT {
    private static final Path EXAMPLES = Path.of("/usr/share/doc/dcmtk/examples");
    private static final String AE_TITLE = "OFFIS";

    @TempDir
    Path directory;

    /**
     * The queries that come with DCMTK, asked of both over the entries that come with it. Both answer the same values. wlmscpfs adds
     * empty attributes where the whole step is asked for, and leaves the character set out where only ASCII is used.
     */
    @Test
    void answersAsWlmscpfsDoes() throws Exception {
        Dcmtk.needs("wlmscpfs", "findscu", "dump2dcm");
        // A Debian that is made small leaves them out.
        assumeThat(EXAMPLES).as("this machine has no documents of dcmtk").isDirectory();
        Path worklists = directory.resolve("db");
        Path entries = Files.createDirectories(worklists.resolve(AE_TITLE));
        Files.createFile(entries.resolve("lockfile"));
        convert(EXAMPLES.resolve("wlistdb").resolve("OFFIS"), entries, ".wl");
        Path queries = Files.createDirectories(directory.resolve("queries"));
        convert(EXAMPLES.resolve("wlistqry"), queries, ".dcm");
        ListeningProgram.Command wlmscpfs =
                port -> new ProcessBuilder("wlmscpfs", "-dfp", worklists.toString(), Integer.toString(port));
        try (ListeningProgram theirs = ListeningProgram.start(directory.resolve("wlmscpfs.log"), wlmscpfs);
                ExampleServer ours = ExampleServer.startWorklist(
                        entries, "--performed", directory.resolve("performed").toString(), "--ae-title", AE_TITLE)) {
            int asked = 0;
            int matches = 0;
            for (Path query : Dcmtk.files(queries)) {
                List<List<String>> answers = answers(ours.port(), query);
                assertThat(answers).as("%s", query).isEqualTo(answers(theirs.port(), query));
                matches += answers.size();
                asked++;
            }
            assertThat(asked).isEqualTo(13);
            assertThat(matches).isGreaterThan(50);
        }
    }

    /** As the Node.js library sends them: a step begun, changed, ended, and once more, which is refused. */
    @Test
    void takesStepsFromDcmjsDimse() throws Exception {
        DcmjsDimse.install();
        Path worklist = Files.createDirectory(directory.resolve("worklist"));
        Uid study = Uid.of("1.2.826.0.1.3680043.8.498.50");
        FileMetaInformation meta = FileMetaInformation.of(
                SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND, study, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        DicomFile.of(meta, WorklistEntry.of(study)).write(worklist.resolve("1.wl"));
        try (ExampleServer server = ExampleServer.startWorklist(worklist, "--ae-title", AE_TITLE)) {
            Commands.Result result = DcmjsDimse.run("services.js", server.port(), AE_TITLE, "performedStep");
            assertThat(result.exitCode()).as("%s", result).isZero();
            String instance = "AffectedSOPInstanceUID=\"1.2.826.0.1.3680043.8.498.51\"";
            assertThat(result.out().lines())
                    .containsExactly(
                            "N-CREATE 0000 " + instance,
                            "N-CREATE 0111",
                            "N-SET 0000 " + instance,
                            "N-SET 0000 " + instance,
                            "N-SET 0110 " + instance + " ErrorID=42768 ErrorComment="
                                    + "\"Performed Procedure Step Object may no longer be updated\"",
                            "released");
            assertThat(worklist.resolve("performed").resolve("1.2.826.0.1.3680043.8.498.51.dcm"))
                    .isRegularFile();
        }
    }

    private static void convert(Path dumps, Path to, String suffix) throws IOException, InterruptedException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dumps, "*.dump")) {
            for (Path dump : files) {
                String name = dump.getFileName().toString().replace(".dump", suffix);
                Dcmtk.run(List.of(
                        "dump2dcm", "-q", dump.toString(), to.resolve(name).toString()));
            }
        }
    }

    /** Returns what findscu hears: the values of each answer, but for empty ones and the character set. */
    private List<List<String>> answers(int port, Path query) throws IOException, InterruptedException {
        Path heard = Files.createTempDirectory(directory, "heard");
        Dcmtk.run(List.of(
                "findscu",
                "-W",
                "-X",
                "-od",
                heard.toString(),
                "-aec",
                AE_TITLE,
                "127.0.0.1",
                Integer.toString(port),
                query.toString()));
        List<List<String>> answers = new ArrayList<>();
        for (Path answer : Dcmtk.files(heard)) {
            answers.add(values(DicomFile.read(answer).dataSet(), "").toList());
        }
        return answers.stream()
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList();
    }

    private static Stream<String> values(DataSet dataSet, String path) {
        List<String> values = new ArrayList<>();
        for (Element element : dataSet) {
            String here = path + Tags.format(element.tag());
            for (DataSet item : element.sequence()) {
                values.addAll(values(item, here + "/").toList());
            }
            if (element.tag() != Tag.SPECIFIC_CHARACTER_SET && !element.texts().isEmpty()) {
                values.add(here + "=" + element.texts());
            }
        }
        return values.stream();
    }
}

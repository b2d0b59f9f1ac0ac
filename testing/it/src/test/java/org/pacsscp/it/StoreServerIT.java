package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.it.DicomInstances.Encoding;
import org.pacsscp.testing.process.Interop;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.pacsscp.testkit.wire.AssociateFields;

/** The options of the example server that stores. */
class StoreServerIT {
    private static final int COUNT = 10;
    private static final String PRIVATE_SOP_CLASS = "1.2.826.0.1.3680043.8.498.9";

    @TempDir
    Path sources;

    @TempDir
    Path directory;

    private DicomInstances instances;
    private StoredFiles stored;

    @BeforeEach
    void prepare() {
        DicomInstances.needDcmtk();
        Interop.needs("storescu", "apt-get install dcmtk");
        instances = new DicomInstances(sources);
        stored = new StoredFiles(directory);
    }

    @Test
    void replacesAnInstanceThatIsSentAgain() throws IOException, InterruptedException {
        List<Path> files = instances.make(Encoding.EXPLICIT_LITTLE, 1);
        try (ExampleServer server = ExampleServer.startStore(directory)) {
            assertThat(StoreScu.send(server, List.of("-xi"), files).exitCode()).isZero();
            assertThat(transferSyntax(files.get(0))).isEqualTo(Encoding.IMPLICIT_LITTLE.transferSyntax());
            assertThat(StoreScu.send(server, List.of("-xe"), files).exitCode()).isZero();
        }
        stored.assertWhole(files.get(0));
        assertThat(stored.names()).hasSize(1);
    }

    @Test
    void takesOnlyTheTransferSyntaxesThatAreWanted() throws IOException, InterruptedException {
        List<Path> files = instances.make(Encoding.EXPLICIT_LITTLE, 1);
        String implicit = Encoding.IMPLICIT_LITTLE.transferSyntax();
        try (ExampleServer server = ExampleServer.startStore(directory, "--transfer-syntax", implicit)) {
            assertThat(StoreScu.send(server, List.of("-xe"), files).exitCode()).isZero();
        }
        assertThat(transferSyntax(files.get(0))).isEqualTo(implicit);
    }

    @Test
    void refusesTransferSyntaxesThatOnlyReferToPixelData() throws IOException {
        String jpipReferenced = "1.2.840.10008.1.2.4.94";
        int transferSyntaxesNotSupported = 4;
        Uid sopClass = SopClass.SECONDARY_CAPTURE_IMAGE_STORAGE;
        Proposal proposal = Proposal.to(ExampleServer.AE_TITLE)
                .context(sopClass, Uid.of(jpipReferenced))
                .context(sopClass, Uid.of(Encoding.EXPLICIT_LITTLE.transferSyntax()));
        try (ExampleServer server = ExampleServer.startStore(directory);
                Requestor requestor = proposal.open("127.0.0.1", server.port())) {
            assertThat(requestor.acceptance().contextResults())
                    .extracting(AssociateFields.ContextResult::result)
                    .containsExactly(transferSyntaxesNotSupported, 0);
        }
    }

    private String transferSyntax(Path sent) throws IOException {
        return Part10File.read(stored.of(sent)).meta(Part10File.TRANSFER_SYNTAX);
    }

    @Test
    void takesPrivateSopClassesOnlyIfTold() throws IOException, InterruptedException {
        Path file = instances.makeWith(PRIVATE_SOP_CLASS, "1.2.3.4");
        try (ExampleServer server = ExampleServer.startStore(directory)) {
            assertThat(dcmsend(server, file).output()).doesNotContain("with status SUCCESS");
        }
        assertThat(stored.names()).isEmpty();
        try (ExampleServer server = ExampleServer.startStore(directory, "--any-sop-class")) {
            assertThat(dcmsend(server, file).output()).contains("with status SUCCESS  : 1");
        }
        assertThat(stored.names()).containsExactly("1.2.3.4.dcm");
        Part10File copy = Part10File.read(stored.of(file));
        assertThat(copy.meta(Part10File.SOP_CLASS)).isEqualTo(PRIVATE_SOP_CLASS);
    }

    private static Commands.Result dcmsend(ExampleServer server, Path file) throws IOException, InterruptedException {
        return Commands.run(List.of(
                "dcmsend",
                "-v",
                "-aec",
                ExampleServer.AE_TITLE,
                "127.0.0.1",
                Integer.toString(server.port()),
                file.toString()));
    }

    @Test
    void discardsWithAWarning() throws IOException, InterruptedException {
        List<Path> files = instances.make(Encoding.IMPLICIT_LITTLE, COUNT);
        try (ExampleServer server = ExampleServer.startStoreWith("--discard")) {
            assertThat(StoreScu.send(server, List.of("-xi"), files).exitCode()).isZero();
            server.awaitLog(1, "NOT stored");
            server.awaitLog(1, COUNT + " instances stored, 0 failed");
        }
    }

    @Test
    void answersEchoesToo() throws IOException, InterruptedException {
        try (ExampleServer server = ExampleServer.startStore(directory)) {
            assertThat(Verifier.echoOnce("127.0.0.1", server.port())).isZero();
        }
    }

    @Test
    void leavesADirectoryToTheServerThatHasIt() throws IOException, InterruptedException {
        try (ExampleServer first = ExampleServer.startStore(directory)) {
            Commands.Result second = run("--port", "0", "--directory", directory.toString());
            assertThat(second.exitCode()).as(second.output()).isEqualTo(1);
            assertThat(second.err().lines())
                    .singleElement()
                    .asString()
                    .contains(directory.toString(), "another server");
            assertThat(Verifier.echoOnce("127.0.0.1", first.port())).isZero();
        }
    }

    private static Commands.Result run(String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("store-server"));
        arguments.addAll(List.of(options));
        return Commands.run(ExampleServer.command(ExampleServer.Launch.JAR, "", arguments));
    }
}

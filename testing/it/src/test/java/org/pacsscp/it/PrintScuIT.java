package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandSet;

/** DCMTK's {@code dcmprscu} prints an image of an invented patient, which {@code dcmpsprt} has rendered. */
class PrintScuIT {
    private static final String CONFIGURATION = """
            [[GENERAL]]
            [APPLICATION]
            LogDirectory = %1$s
            LogFile = general.log
            LogLevel = INFO
            [PRINT]
            Directory = %1$s
            MinPrintResolution = 64\\64
            MaxPrintResolution = 512\\512
            [DATABASE]
            Directory = %1$s
            [NETWORK]
            aetitle = DCMPSTATE
            [[COMMUNICATION]]
            [INVENTED]
            Aetitle = %2$s
            Description = Invented printer
            Hostname = %3$s
            Port = %4$s
            Type = PRINTER
            DisplayFormat = 1,1
            MaxPDU = 16384
            Supports12Bit = true
            SupportsPresentationLUT = false
            """;

    @TempDir
    Path directory;

    @BeforeAll
    static void needDcmtk() {
        Dcmtk.needs("dcmprscu", "dcmpsprt", "dump2dcm", "dcmdump");
    }

    @Test
    void prints() throws IOException, InterruptedException {
        InventedPrinter printer = new InventedPrinter(directory);
        WorkerHandler handler = printer.handler();
        try (InProcessServer server = InProcessServer.start(handler)) {
            Path configuration = Files.writeString(
                    directory.resolve("printer.cfg"),
                    CONFIGURATION.formatted(
                            Files.createDirectories(directory.resolve("jobs")),
                            InProcessServer.AE_TITLE,
                            InProcessServer.HOST,
                            server.portText()));
            Path image = image();
            Dcmtk.run(List.of("dcmpsprt", "-c", configuration.toString(), "-p", "INVENTED", image.toString()));
            Dcmtk.run(List.of(
                    "dcmprscu",
                    "-c",
                    configuration.toString(),
                    "-p",
                    "INVENTED",
                    job("SP_").toString()));
            assertThat(server.awaitEnd().kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_PEER);
            server.assertFreeAndHealthy(handler);
        }
        assertThat(printer.commands())
                .extracting(CommandSet::commandFieldCode)
                .containsExactly(
                        CommandField.N_GET_RQ.code(),
                        CommandField.N_CREATE_RQ.code(),
                        CommandField.N_CREATE_RQ.code(),
                        CommandField.N_SET_RQ.code(),
                        CommandField.N_ACTION_RQ.code(),
                        CommandField.N_DELETE_RQ.code(),
                        CommandField.N_DELETE_RQ.code());
        assertThat(printer.commands().get(3).requestedSopInstanceUid()).contains(InventedPrinter.IMAGE_BOX_INSTANCE);
        assertThat(printer.dataSets().get(3)).containsSequence(renderedPixels());
        assertThat(printer.replies())
                .singleElement()
                .satisfies(reply -> assertThat(reply.status()).hasValue(0));
    }

    private Path image() throws IOException, InterruptedException {
        ServedInstance instance = new ServedInstances(directory)
                .make(ServedInstances.CT, DataSetEncoding.EXPLICIT_LITTLE, 1)
                .get(0);
        return Files.write(directory.resolve("image"), instance.dataSet());
    }

    /** Returns the pixels of the hardcopy image that dcmpsprt has made. */
    private byte[] renderedPixels() throws IOException, InterruptedException {
        Path raw = Files.createDirectories(directory.resolve("raw"));
        Dcmtk.run(List.of("dcmdump", "+W", raw.toString(), job("HG_").toString()));
        List<Path> files = Dcmtk.files(raw);
        assertThat(files).hasSize(1);
        byte[] pixels = Files.readAllBytes(files.get(0));
        assertThat(pixels).hasSizeGreaterThan(100_000);
        return pixels;
    }

    /** Returns the file of a print job that begins so. */
    private Path job(String prefix) throws IOException {
        return Dcmtk.files(directory.resolve("jobs")).stream()
                .filter(file -> file.getFileName().toString().startsWith(prefix))
                .findFirst()
                .orElseThrow();
    }
}

package org.pacsscp.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SopClass;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;

/** What docs/spring-boot.md begins with: a program, its properties and the starter, and no other jar. */
class SmallestApplicationIT {
    private static final String MAIN_CLASS = "com.example.pacs.MyPacs";

    @TempDir
    Path directory;

    private String classPath;

    @BeforeEach
    void build() throws IOException {
        Document shown = Document.read().section("The smallest application");
        assertThat(shown.blocks("xml").get(0)).contains("<artifactId>pacs-scp-spring-boot-starter</artifactId>");
        Path program = directory.resolve("MyPacs.java");
        Files.writeString(program, shown.blocks("java").get(0));
        Files.writeString(
                directory.resolve("application.properties"),
                shown.blocks("properties").get(0));
        String jars = Files.readString(Path.of(Build.property("pacsscp.boot.classpath")));
        assertThat(jars).contains("spring-boot-" + Build.property("pacsscp.boot.version") + ".jar");
        int outcome = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-cp", jars, "-d", directory.toString(), program.toString());
        assertThat(outcome).as("of the compiler").isZero();
        classPath = directory + File.pathSeparator + jars;
    }

    private ApplicationProcess start(int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(Build.property("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                MAIN_CLASS,
                "--pacs-scp.server.port=" + port));
        return new ApplicationProcess(command);
    }

    @Test
    void answersAndEndsInPeace() throws Exception {
        try (ApplicationProcess application = start(0)) {
            int port = application.awaitPort();
            try (Requestor peer = Proposal.to("MY_PACS")
                    .from("TESTER")
                    .context(SopClass.VERIFICATION)
                    .context(SopClass.CT_IMAGE_STORAGE)
                    .open("127.0.0.1", port)) {
                assertThat(peer.echo().status()).isEqualTo(DimseStatus.SUCCESS);
                assertThat(peer.store(Invention.ofSeed(22).image(Modality.CT)).status())
                        .isEqualTo(DimseStatus.SUCCESS);
                application.terminate();
                peer.release();
            }
            assertThat(application.awaitExit())
                    .as("128 and the number of SIGTERM")
                    .isEqualTo(143);
            assertThat(application.output())
                    .contains(" bytes from TESTER", "released: TESTER")
                    .doesNotContain("aborted", "Exception");
        }
    }

    @Test
    void saysThatItsPortIsInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0);
                ApplicationProcess application = start(other.getLocalPort())) {
            assertThat(application.awaitExit()).isEqualTo(1);
            assertThat(application.output())
                    .contains("APPLICATION FAILED TO START", "The DICOM server cannot be started: cannot listen on")
                    .doesNotContain("\tat ");
        }
    }
}

package org.pacsscp.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SopClass;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;

/** What docs/spring-boot.md begins with, from an empty directory: a POM with the starter, a program, its properties; built, started, ended. */
class SmallestApplicationIT {
    @TempDir
    static Path directory;

    private static SmallestProject project;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        project = SmallestProject.build(directory);
    }

    private static ApplicationProcess start(int port) throws IOException {
        return project.start("--pacs-scp.server.port=" + port);
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

package org.pacsscp.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SopClass;
import org.pacsscp.spring.boot.test.DicomTest;
import org.pacsscp.spring.boot.test.LocalDicomPort;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContext;

/** A test as users write them. */
@DicomTest(classes = DicomTestIT.Pacs.class, properties = "pacs-scp.server.ae-title=UNDER_TEST")
class DicomTestIT {
    @LocalDicomPort
    int port;

    @Autowired
    ApplicationContext context;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Pacs {}

    @Test
    void startsTheApplicationOnAFreePort() throws IOException {
        try (Requestor peer = Proposal.to("UNDER_TEST")
                .from("TESTER")
                .context(SopClass.VERIFICATION)
                .open("127.0.0.1", port)) {
            assertThat(peer.echo().status()).isEqualTo(DimseStatus.SUCCESS);
            peer.release();
        }
        assertThat(context.containsBean("tomcatServletWebServerFactory")).isFalse();
    }
}

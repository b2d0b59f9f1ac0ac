package org.pacsscp.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Where the application runs on virtual threads, handlers do; on Java 17 there are none, and the property is without effect. */
class VirtualThreadsIT {
    private static final BlockingQueue<String> THREADS = new ArrayBlockingQueue<>(1);

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Pacs {
        @Bean
        ActionHandler echo() {
            return ActionHandler.of(
                    ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ), action -> {
                        THREADS.add(Thread.currentThread().toString());
                        return DimseStatus.SUCCESS;
                    });
        }
    }

    @Test
    void serve() throws Exception {
        try (Application application = Application.start(Pacs.class, "spring.threads.virtual.enabled=true");
                Requestor peer = Proposal.to("PACS_SCP")
                        .from("TESTER")
                        .context(SopClass.VERIFICATION)
                        .open("127.0.0.1", application.dicomPort())) {
            assertThat(peer.echo().status()).isEqualTo(DimseStatus.SUCCESS);
            boolean virtual = Runtime.version().feature() >= 21;
            assertThat(THREADS.take())
                    .contains("pacs-scp-worker-")
                    .matches(name -> name.startsWith("VirtualThread") == virtual, virtual ? "is virtual" : "is none");
            peer.release();
        }
    }
}

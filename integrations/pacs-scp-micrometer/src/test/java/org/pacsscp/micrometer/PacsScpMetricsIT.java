package org.pacsscp.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.AssociationPolicy;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/** What Prometheus reads of a server and a client that have worked with each other. */
class PacsScpMetricsIT {
    private static final Invocation ECHO = Invocation.of(SopClass.VERIFICATION, CommandField.C_ECHO_RQ);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PacsScpMetrics metrics = PacsScpMetrics.create();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);

    private Server server() throws Exception {
        metrics.bindTo(registry);
        Server server = Server.builder()
                .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .policy(AssociationPolicy.callingAeTitles("CT_1"))
                .listener(metrics)
                .handler(ActionHandler.of(
                        ServiceCapability.performer(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ), action -> {
                            byte[] dataSet = action.dataSet().readAllBytes();
                            begun.countDown();
                            told.await();
                            return dataSet.length > 0 ? DimseStatus.SUCCESS : DimseStatus.PROCESSING_FAILURE;
                        }))
                .build();
        metrics.watch(server);
        return server.start();
    }

    private static AssociationProposal to(Server server) {
        return AssociationProposal.to("127.0.0.1", server.port())
                .calledAeTitle("PACS_SCP")
                .context(SopClass.VERIFICATION)
                .context(SopClass.CT_IMAGE_STORAGE, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                .build();
    }

    private static Invocation store(byte[] dataSet) {
        return Invocation.of(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ)
                .elements(CommandElements.none()
                        .affectedSopInstanceUid(Uid.of("1.2.3.4"))
                        .priority(0))
                .dataSet(out -> out.write(dataSet));
    }

    private void hasLines(String... lines) {
        await().untilAsserted(() -> assertThat(registry.scrape().lines()).contains(lines));
    }

    @Test
    void areReadByPrometheus() throws Exception {
        try (Server server = server();
                Client client =
                        Client.builder().aeTitle("CT_1").listener(metrics).build();
                RequestedAssociation association = client.open(to(server))) {
            association.begin(ECHO).next();
            association.begin(ECHO).next();
            var storing = association.begin(store(new byte[1_000]));
            begun.await();
            hasLines(
                    "pacsscp_operations_active 1.0",
                    "pacsscp_operations_waiting 0.0",
                    "pacsscp_data_memory_bytes 1000.0",
                    "pacsscp_servers_ready 1.0",
                    "pacsscp_associations_open{side=\"server\"} 1.0",
                    "pacsscp_associations_open{side=\"client\"} 1.0");
            told.countDown();
            storing.next();
            association.release(Duration.ofSeconds(10));
            hasLines(
                    count("performer", "C-ECHO", "verification", 2),
                    count("invoker", "C-ECHO", "verification", 2),
                    count("performer", "C-STORE", "storage", 1),
                    count("invoker", "C-STORE", "storage", 1),
                    "pacsscp_operations_active 0.0",
                    "pacsscp_data_memory_bytes 0.0",
                    "pacsscp_associations_opened_total{side=\"server\"} 1.0",
                    "pacsscp_associations_open{side=\"server\"} 0.0",
                    "pacsscp_associations_duration_seconds_count{end=\"released-by-us\",side=\"client\"} 1",
                    "pacsscp_associations_duration_seconds_count{end=\"released-by-peer\",side=\"server\"} 1");
            // What the server received the client has sent, and the other way round.
            assertThat(value("pacsscp_received_bytes_total{side=\"server\"}"))
                    .isEqualTo(value("pacsscp_sent_bytes_total{side=\"client\"}"))
                    .isGreaterThan(1_000);
        }
    }

    private static String count(String role, String command, String service, int count) {
        return "pacsscp_operations_seconds_count{command=\"%s\",role=\"%s\",service=\"%s\",status=\"success\"} %d"
                .formatted(command, role, service, count);
    }

    private double value(String series) {
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
                .sum();
    }

    @Test
    void countWhoWasRejectedAndThatWeWere() throws Exception {
        try (Server server = server();
                Client stranger =
                        Client.builder().aeTitle("STRANGER").listener(metrics).build()) {
            assertThatExceptionOfType(AssociationException.class).isThrownBy(() -> stranger.open(to(server)));
            hasLines(
                    "pacsscp_associations_rejected_total{reason=\"calling-ae-title-not-recognized\"} 1.0",
                    "pacsscp_associations_failed_total{reason=\"rejected\"} 1.0",
                    "pacsscp_associations_opened_total{side=\"server\"} 0.0");
        }
    }

    /** The association has ended before its operation had a response. */
    @Test
    void countWhatWasNotAnswered() throws Exception {
        try (Server server = server();
                Client client =
                        Client.builder().aeTitle("CT_1").listener(metrics).build();
                RequestedAssociation association = client.open(to(server))) {
            association.begin(store(new byte[10]));
            begun.await();
            association.abort(AbortReason.SERVICE_USER);
            told.countDown();
            hasLines(
                    "pacsscp_operations_seconds_count{command=\"C-STORE\",role=\"invoker\",service=\"storage\","
                            + "status=\"none\"} 1",
                    "pacsscp_associations_duration_seconds_count{end=\"aborted-by-us\",side=\"client\"} 1",
                    "pacsscp_associations_duration_seconds_count{end=\"aborted-by-peer\",side=\"server\"} 1",
                    "pacsscp_operations_active 0.0");
        }
    }
}

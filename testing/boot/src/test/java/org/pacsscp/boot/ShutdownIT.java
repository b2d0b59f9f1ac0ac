package org.pacsscp.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.requestor.AssociationRefusedError;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** An application that is closed while peers store: they finish what they have begun, and nobody new comes in. */
class ShutdownIT {
    private static final int PEERS = 8;

    /** What handlers use until the last of them has answered. */
    static final class Archive implements DisposableBean {
        private final CountDownLatch mayAnswer = new CountDownLatch(1);
        private volatile boolean closed;
        private volatile int storedWhileOpen;

        synchronized void store() throws InterruptedException {
            if (closed) {
                throw new IllegalStateException("the archive was closed under a handler");
            }
            storedWhileOpen++;
        }

        @Override
        public void destroy() {
            closed = true;
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Pacs {
        @Bean
        Archive archive() {
            return new Archive();
        }

        @Bean
        Ends ends() {
            return new Ends();
        }

        @Bean
        ActionHandler images(Archive archive) {
            return ActionHandler.of(
                    ServiceCapability.performer(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ), action -> {
                        archive.mayAnswer.await();
                        archive.store();
                        return DimseStatus.SUCCESS;
                    });
        }
    }

    /** How associations ended. */
    static final class Ends implements AssociationListener {
        private final List<AssociationEnd> ends = new CopyOnWriteArrayList<>();

        @Override
        public void ended(AssociationEvent.Ended event) {
            ends.add(event.end());
        }
    }

    @Test
    void letsPeersFinish() throws Exception {
        DataSet image = Invention.ofSeed(22).image(Modality.CT);
        ExecutorService threads = Executors.newFixedThreadPool(PEERS + 1);
        Application application = Application.start(Pacs.class);
        try {
            Server server = application.bean(Server.class);
            Archive archive = application.bean(Archive.class);
            List<AssociationEnd> ends = application.bean(Ends.class).ends;
            List<Future<DimseStatus>> answers = new ArrayList<>();
            for (int i = 0; i < PEERS; i++) {
                answers.add(threads.submit(() -> store(image, application.dicomPort())));
            }
            await().until(() -> server.sessions().stream()
                            .filter(session -> session.counters().requestsReceived() > 0)
                            .count()
                    == PEERS);
            Future<?> closed = threads.submit(application::close);
            await().until(() -> server.state() == Server.State.DRAINING);
            assertThat(mayCome(application.dicomPort())).as("a newcomer").isFalse();
            archive.mayAnswer.countDown();
            for (Future<DimseStatus> answer : answers) {
                assertThat(answer.get()).isEqualTo(DimseStatus.SUCCESS);
            }
            closed.get();
            assertThat(server.state()).isEqualTo(Server.State.STOPPED);
            assertThat(archive.storedWhileOpen).isEqualTo(PEERS);
            assertThat(ends)
                    .map(AssociationEnd::kind)
                    .hasSize(PEERS)
                    .containsOnly(AssociationEnd.Kind.RELEASED_BY_PEER);
        } finally {
            application.close();
            threads.shutdownNow();
        }
    }

    private static DimseStatus store(DataSet image, int port) throws Exception {
        try (Requestor peer = Proposal.to("PACS_SCP")
                .from("TESTER")
                .context(SopClass.CT_IMAGE_STORAGE)
                .open("127.0.0.1", port)) {
            DimseStatus status = peer.store(image).status();
            peer.release();
            return status;
        }
    }

    private static boolean mayCome(int port) throws Exception {
        try (Requestor peer = Proposal.to("PACS_SCP")
                .from("LATE")
                .context(SopClass.VERIFICATION)
                .open("127.0.0.1", port)) {
            peer.release();
            return true;
        } catch (AssociationRefusedError e) {
            return false;
        }
    }
}

package org.pacsscp.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.ApplicationEntity;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.AssociationPolicy;
import org.pacsscp.api.IdentityDecision;
import org.pacsscp.api.IdentityVerifier;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntaxChoice;
import org.pacsscp.testkit.requestor.AssociationRefusedError;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.VirtualThreadTaskExecutor;

class PacsScpServerAutoConfigurationTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(PacsScpServerAutoConfiguration.class))
            .withPropertyValues("pacs-scp.server.port=0");

    @Test
    void startsAServerThatAnswersAndStopsItWithTheApplication() {
        Server[] seen = new Server[1];
        application.withPropertyValues("pacs-scp.server.ae-title=MY_PACS").run(context -> {
            Server server = context.getBean(Server.class);
            seen[0] = server;
            assertThat(server.state()).isEqualTo(Server.State.RUNNING);
            try (Requestor peer = Proposal.to("MY_PACS")
                    .from("TESTER")
                    .context(SopClass.VERIFICATION)
                    .open("127.0.0.1", server.port())) {
                peer.release();
            }
        });
        assertThat(seen[0].state()).isEqualTo(Server.State.STOPPED);
    }

    @Test
    void namesThePortThatItListensOn() {
        application.run(context -> {
            Server server = context.getBean(Server.class);
            assertThat(server.port()).isPositive();
            assertThat(context.getEnvironment().getProperty("local.dicom.port", Integer.class))
                    .isEqualTo(server.port());
        });
    }

    @Test
    void isNotStartedWhereTheApplicationDoesThatItself() {
        application
                .withPropertyValues("pacs-scp.server.auto-startup=false")
                .run(context ->
                        assertThat(context.getBean(Server.class).state()).isEqualTo(Server.State.STOPPED));
    }

    @Test
    void takesTheBeansThatItIsMadeOf() {
        ActionHandler handler = Handlers.storing();
        AssociationListener listener = new AssociationListener() {};
        IdentityVerifier verifier = (claim, request) -> IdentityDecision.accept();
        ApplicationEntity entity = ApplicationEntity.of("OTHER", Handlers.storing(SopClass.MR_IMAGE_STORAGE));
        application
                .withBean(ActionHandler.class, () -> handler)
                .withBean(AssociationListener.class, () -> listener)
                .withBean(IdentityVerifier.class, () -> verifier)
                .withBean(TransferSyntaxChoice.class, () -> TransferSyntaxChoice.PEERS_ORDER)
                .withBean(ApplicationEntity.class, () -> entity)
                .withBean(ServerBuilderCustomizer.class, () -> builder -> builder.loops(3))
                .run(context -> {
                    ServerConfig config = context.getBean(Server.class).config();
                    assertThat(config.handlers()).containsExactly(handler);
                    assertThat(config.listeners()).containsExactly(listener);
                    assertThat(config.identityVerifier()).contains(verifier);
                    assertThat(config.transferSyntaxChoice()).isSameAs(TransferSyntaxChoice.PEERS_ORDER);
                    assertThat(config.applicationEntities()).containsExactly(entity);
                    assertThat(config.aeTitles()).contains(AeTitle.of("PACS_SCP"), AeTitle.of("OTHER"));
                    assertThat(config.loops()).isEqualTo(3);
                });
    }

    @Test
    void asksEveryPolicyAndTheListOfCallers() {
        application
                .withPropertyValues("pacs-scp.server.callers=CT_1,MR_2@127.0.0.1")
                .withBean(
                        "one", AssociationPolicy.class, () -> AssociationPolicy.callingAeTitles("CT_1", "MR_2", "US_3"))
                .withBean("two", AssociationPolicy.class, () -> AssociationPolicy.callingAeTitles("MR_2", "US_3"))
                .run(context -> {
                    int port = context.getBean(Server.class).port();
                    assertThat(mayCome("MR_2", port)).isTrue();
                    assertThat(mayCome("CT_1", port)).as("the second policy").isFalse();
                    assertThat(mayCome("US_3", port)).as("the list of callers").isFalse();
                });
    }

    private static boolean mayCome(String caller, int port) throws IOException {
        Proposal proposal = Proposal.to("PACS_SCP").from(caller).context(SopClass.VERIFICATION);
        try (Requestor peer = proposal.open("127.0.0.1", port)) {
            peer.release();
            return true;
        } catch (AssociationRefusedError e) {
            return false;
        }
    }

    @Test
    void leavesTheServerToAnApplicationThatHasOneAndStartsIt() {
        Server own = Server.builder().aeTitle("OWN").port(0).build();
        application.withBean("own", Server.class, () -> own).run(context -> {
            assertThat(context.getBean(Server.class)).isSameAs(own);
            assertThat(own.state()).isEqualTo(Server.State.RUNNING);
        });
        assertThat(own.state()).isEqualTo(Server.State.STOPPED);
    }

    @Test
    void isNotThereWhereItIsSwitchedOff() {
        application
                .withPropertyValues("pacs-scp.server.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(Server.class));
    }

    /** Virtual threads are there from Java 21 on; on Java 17 the property means nothing to Spring Boot either. */
    @Test
    void runsHandlersOnVirtualThreadsWhereTheApplicationDoes() {
        boolean there = Runtime.version().feature() >= 21;
        application.withPropertyValues("spring.threads.virtual.enabled=true").run(context -> {
            ServerConfig config = context.getBean(Server.class).config();
            assertThat(config.executor().filter(VirtualThreadTaskExecutor.class::isInstance))
                    .as("on Java %s", Runtime.version())
                    .satisfies(executor -> assertThat(executor.isPresent()).isEqualTo(there));
        });
        application.run(context ->
                assertThat(context.getBean(Server.class).config().executor()).isEmpty());
    }

    @Test
    void saysThatAPortIsInUse() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            application
                    .withPropertyValues("pacs-scp.server.port=" + other.getLocalPort())
                    .run(context -> {
                        FailureAnalysis analysis = analysis(context.getStartupFailure());
                        assertThat(analysis.getDescription())
                                .startsWith("The DICOM server cannot be started: cannot listen on")
                                .contains("port " + other.getLocalPort());
                        assertThat(analysis.getAction()).contains("pacs-scp.server.port");
                    });
        }
    }

    @Test
    void saysThatThereIsNoHandler() {
        application
                .withPropertyValues("pacs-scp.server.discover-handlers=false")
                .run(context -> {
                    FailureAnalysis analysis = analysis(context.getStartupFailure());
                    assertThat(analysis.getDescription())
                            .startsWith("The DICOM server cannot be made: no ActionHandler");
                    assertThat(analysis.getAction()).contains("beans of type ActionHandler");
                });
    }

    @Test
    void namesThePropertyThatHasNoMeaning() {
        application
                .withPropertyValues("pacs-scp.server.limits.max-associations=0")
                .run(context -> assertThat(analysis(context.getStartupFailure()).getDescription())
                        .isEqualTo(
                                "The property pacs-scp.server.limits.max-associations is 0: limit maxAssociations is 0;"
                                        + " it must be 1 or more."));
        application
                .withPropertyValues("pacs-scp.server.callers=CT_1,MR_2@10.1")
                .run(context -> assertThat(analysis(context.getStartupFailure()).getDescription())
                        .startsWith("The property pacs-scp.server.callers[1] is MR_2@10.1: "));
    }

    @Test
    void namesAnSslBundleThatIsNotThere() {
        application.withPropertyValues("pacs-scp.server.ssl.bundle=pacs").run(context -> {
            FailureAnalysis analysis = analysis(context.getStartupFailure());
            assertThat(analysis.getDescription()).contains("pacs-scp.server.ssl.bundle names the SSL bundle pacs");
            assertThat(analysis.getAction()).contains("spring.ssl.bundle.pem.pacs");
        });
    }

    private static FailureAnalysis analysis(Throwable failure) {
        FailureAnalysis analysis = new DicomStartupFailureAnalyzer().analyze(failure);
        assertThat(analysis).as("of %s", failure).isNotNull();
        return analysis;
    }
}

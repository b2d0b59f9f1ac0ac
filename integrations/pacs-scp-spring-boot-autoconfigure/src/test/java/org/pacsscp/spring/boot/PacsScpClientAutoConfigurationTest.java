package org.pacsscp.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pacsscp.api.Client;
import org.pacsscp.api.ClientBuilder;
import org.pacsscp.api.ClientConfig;
import org.pacsscp.api.Server;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PacsScpClientAutoConfigurationTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(PacsScpClientAutoConfiguration.class));

    @Test
    void asksAsTheAeTitleThatIsSet() {
        application
                .withConfiguration(AutoConfigurations.of(PacsScpServerAutoConfiguration.class))
                .withPropertyValues("pacs-scp.server.port=0", "pacs-scp.client.ae-title=ROUTER")
                .withPropertyValues("pacs-scp.server.callers=ROUTER")
                .run(context -> {
                    RemoteEntity ourselves = RemoteEntity.of(
                            "PACS_SCP",
                            "127.0.0.1",
                            context.getBean(Server.class).port());
                    assertThat(context.getBean(ServiceClassUser.class).echo(ourselves))
                            .isPositive();
                });
    }

    @Test
    void hasOneClientForBoth() {
        application.run(context -> assertThat(context.getBean(Client.class))
                .isSameAs(context.getBean(ServiceClassUser.class).client()));
    }

    @Test
    void hasAClientWithoutTheServicesToo() {
        application
                .withClassLoader(new FilteredClassLoader(ServiceClassUser.class))
                .withPropertyValues("pacs-scp.client.ae-title=ROUTER")
                .run(context -> {
                    assertThat(context).doesNotHaveBean("serviceClassUser");
                    assertThat(context.getBean(Client.class).config().aeTitle()).hasToString("ROUTER");
                });
    }

    @Test
    void givesEachWhoAsksABuilderOfHisOwn() {
        application
                .withBean(ClientBuilderCustomizer.class, () -> builder -> builder.loops(1))
                .run(context -> {
                    ClientBuilder one = context.getBean(ClientBuilder.class);
                    assertThat(context.getBean(ClientBuilder.class)).isNotSameAs(one);
                    assertThat(one.toConfig().loops()).isEqualTo(1);
                });
    }

    @Test
    void takesWhatTheApplicationHas() {
        Client own = Client.builder().aeTitle("OWN").build();
        application
                .withBean("own", Client.class, () -> own)
                .run(context -> assertThat(context.getBean(Client.class)).isSameAs(own));
    }

    @Test
    void saysWhatIsWrongWithAProperty() {
        application
                .withPropertyValues("pacs-scp.client.reuse.kept=-1")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("associations kept are -1"));
        application
                .withPropertyValues("pacs-scp.client.ae-title=TOO_LONG_A_TITLE_FOR_US")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("the property pacs-scp.client.ae-title is TOO_LONG_A_TITLE_FOR_US"));
    }

    @Test
    void reachesTheClient() {
        application
                .withPropertyValues(
                        "pacs-scp.client.local-address=127.0.0.1",
                        "pacs-scp.client.loops=2",
                        "pacs-scp.client.implementation-class-uid=1.2.3",
                        "pacs-scp.client.implementation-version-name=MINE_1",
                        "pacs-scp.client.refuse-odd-lengths=true")
                .run(context -> {
                    ClientConfig config = context.getBean(Client.class).config();
                    assertThat(config.localAddress()).get().hasToString("/127.0.0.1");
                    assertThat(config.loops()).isEqualTo(2);
                    assertThat(config.implementationClassUid()).hasToString("1.2.3");
                    assertThat(config.implementationVersionName()).isEqualTo("MINE_1");
                    assertThat(config.refuseOddLengths()).isTrue();
                });
    }
}

package org.pacsscp.spring.boot;

import java.util.List;
import java.util.Optional;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.ApplicationEntity;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.AssociationPolicy;
import org.pacsscp.api.IdentityVerifier;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.api.TransferSyntaxChoice;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * A DICOM server from properties and beans, which starts and stops with the application.
 *
 * <p>There is none if the application has a {@link Server} of its own; that one is started and stopped all the same.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration")
@ConditionalOnProperty(prefix = ServerProperties.PREFIX, name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(ServerProperties.class)
public class PacsScpServerAutoConfiguration {
    /** Made by Spring Boot. */
    public PacsScpServerAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    Server dicomServer(
            ServerProperties properties,
            Environment environment,
            ObjectProvider<SslBundles> bundles,
            ObjectProvider<ActionHandler> handlers,
            ObjectProvider<ApplicationEntity> applicationEntities,
            ObjectProvider<AssociationPolicy> policies,
            ObjectProvider<AssociationListener> listeners,
            ObjectProvider<IdentityVerifier> identityVerifier,
            ObjectProvider<TransferSyntaxChoice> transferSyntaxChoice,
            ObjectProvider<HandlerDecorator> decorators,
            ObjectProvider<ServerBuilderCustomizer> customizers) {
        List<HandlerDecorator> inOrder = decorators.orderedStream().toList();
        ServerAssembly.Beans beans = new ServerAssembly.Beans(
                HandlerDecorator.decorate(inOrder, handlers.orderedStream()),
                applicationEntities
                        .orderedStream()
                        .map(entity -> decorated(inOrder, entity))
                        .toList(),
                policies.orderedStream().toList(),
                listeners.orderedStream().toList(),
                Optional.ofNullable(identityVerifier.getIfAvailable()),
                Optional.ofNullable(transferSyntaxChoice.getIfAvailable()),
                Executors.virtualThreads(environment, "pacs-scp-worker-"));
        ServerBuilder builder = new ServerAssembly(properties, new BundleTls(bundles.getIfAvailable())).builder(beans);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return build(builder);
    }

    private static ApplicationEntity decorated(List<HandlerDecorator> decorators, ApplicationEntity entity) {
        return new ApplicationEntity(
                entity.aeTitle(), HandlerDecorator.decorate(decorators, entity.handlers().stream()));
    }

    private static Server build(ServerBuilder builder) {
        try {
            return builder.build();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new DicomStartupException(
                    "the DICOM server cannot be made: " + e.getMessage(),
                    "Give the server one handler for each operation, as beans of type ActionHandler, and an engine: the"
                            + " starter brings one, and a handler for C-ECHO.",
                    e);
        }
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(Server.class)
    ServerLifecycle dicomServerLifecycle(
            Server server, ServerProperties properties, Environment environment, ApplicationEventPublisher events) {
        return new ServerLifecycle(
                server, properties.autoStartup(), new LocalPort(environment), ShutdownTime.of(environment), events);
    }
}

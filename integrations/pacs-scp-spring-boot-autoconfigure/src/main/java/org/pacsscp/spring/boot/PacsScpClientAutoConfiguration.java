package org.pacsscp.spring.boot;

import org.pacsscp.api.Client;
import org.pacsscp.api.ClientBuilder;
import org.pacsscp.client.AssociationReuse;
import org.pacsscp.client.CommitmentReports;
import org.pacsscp.client.ServiceClassUser;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.core.env.Environment;

/**
 * A DICOM client from properties: a {@link Client}, a {@link ServiceClassUser} where pacs-scp-client is there, and a new {@link
 * ClientBuilder} for each who makes a client of his own.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration")
@ConditionalOnProperty(prefix = ClientProperties.PREFIX, name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(ClientProperties.class)
public class PacsScpClientAutoConfiguration {
    /** Made by Spring Boot. */
    public PacsScpClientAutoConfiguration() {}

    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    @ConditionalOnMissingBean
    ClientBuilder dicomClientBuilder(
            ClientProperties properties,
            Environment environment,
            ObjectProvider<SslBundles> bundles,
            ObjectProvider<ClientBuilderCustomizer> customizers) {
        ClientBuilder builder = ClientAssembly.builder(
                properties,
                new BundleTls(bundles.getIfAvailable()),
                Executors.virtualThreads(environment, "pacs-scp-client-"));
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ServiceClassUser.class)
    static class Services {
        @Bean
        @ConditionalOnMissingBean
        ServiceClassUser serviceClassUser(
                ClientBuilder builder, ClientProperties properties, ObjectProvider<CommitmentReports> reports) {
            ServiceClassUser.Builder user = ServiceClassUser.builder(builder);
            ReuseProperties reuse = properties.reuse();
            if (reuse.kept() != 0) {
                new Settings(ClientProperties.PREFIX)
                        .use(
                                "reuse",
                                reuse,
                                terms ->
                                        user.reuse(new AssociationReuse(terms.kept(), terms.idle(), terms.verified())));
            }
            reports.ifAvailable(user::commitmentReports);
            return user.build();
        }

        /** The service class user closes it. */
        @Bean(destroyMethod = "")
        @ConditionalOnMissingBean
        Client dicomClient(ServiceClassUser user) {
            return user.client();
        }
    }

    @Bean
    @ConditionalOnMissingBean
    Client dicomClient(ClientBuilder builder) {
        return builder.build();
    }
}

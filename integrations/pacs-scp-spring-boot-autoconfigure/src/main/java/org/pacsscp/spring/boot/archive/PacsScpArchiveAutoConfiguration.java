package org.pacsscp.spring.boot.archive;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.Client;
import org.pacsscp.api.TransferSyntaxChoice;
import org.pacsscp.archive.ArchiveService;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.archive.catalog.SchemaMigration;
import org.pacsscp.archive.commitment.CommitmentService;
import org.pacsscp.archive.commitment.JdbcCommitmentLog;
import org.pacsscp.archive.retrieve.InstanceConverter;
import org.pacsscp.archive.retrieve.PeerDirectory;
import org.pacsscp.archive.retrieve.RetrieveService;
import org.pacsscp.spring.boot.HandlerDecorator;
import org.pacsscp.spring.boot.PacsScpClientAutoConfiguration;
import org.pacsscp.spring.boot.PacsScpServerAutoConfiguration;
import org.pacsscp.spring.boot.ServerBuilderCustomizer;
import org.pacsscp.storage.InstanceListener;
import org.pacsscp.storage.InstanceStore;
import org.pacsscp.storage.StorageService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * An archive behind the server: storage, query, retrieve and storage commitment, where pacs-scp-archive is there and {@code
 * pacs-scp.archive.directory} is set. Its catalog is in the database of the application, if there is one, else in the directory.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        after = PacsScpClientAutoConfiguration.class,
        before = PacsScpServerAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@ConditionalOnClass(ArchiveService.class)
@ConditionalOnProperty(prefix = ArchiveProperties.PREFIX, name = "directory")
@EnableConfigurationProperties(ArchiveProperties.class)
public class PacsScpArchiveAutoConfiguration {
    private final ArchiveParts parts;

    PacsScpArchiveAutoConfiguration(ArchiveProperties properties) {
        parts = new ArchiveParts(properties);
    }

    @Bean
    @ConditionalOnMissingBean
    InstanceStore dicomInstanceStore() {
        return parts.store();
    }

    /** The store comes first: it makes the directory. */
    @Bean
    ArchiveDatabase dicomArchiveDatabase(InstanceStore store, ObjectProvider<DataSource> dataSource) {
        return parts.database(Optional.ofNullable(dataSource.getIfUnique()));
    }

    @Bean
    @ConditionalOnMissingBean
    Catalog dicomCatalog(ArchiveDatabase database, ObjectProvider<SchemaMigration> migration) {
        return parts.catalog(database, Optional.ofNullable(migration.getIfAvailable()));
    }

    @Bean
    @ConditionalOnMissingBean
    StorageService dicomStorageService(
            InstanceStore store, Catalog catalog, ObjectProvider<InstanceListener> listeners) {
        return parts.storage(store, catalog, listeners.orderedStream());
    }

    @Bean
    @ConditionalOnMissingBean
    ArchiveService dicomArchiveService(Catalog catalog) {
        return parts.query(catalog);
    }

    @Bean
    @ConditionalOnMissingBean
    PeerDirectory dicomPeerDirectory() {
        return parts.peers();
    }

    @Bean
    @ConditionalOnMissingBean
    RetrieveService dicomRetrieveService(
            Catalog catalog,
            InstanceStore store,
            PeerDirectory peers,
            ObjectProvider<Client> client,
            ObjectProvider<InstanceConverter> converters) {
        RetrieveService.Builder retrieve = RetrieveService.builder(catalog, store);
        client.ifAvailable(mover -> retrieve.move(mover, peers));
        converters.orderedStream().forEach(retrieve::converter);
        return retrieve.build();
    }

    @Bean
    @ConditionalOnMissingBean
    CommitmentService dicomCommitmentService(
            Catalog catalog,
            InstanceStore store,
            ArchiveDatabase database,
            PeerDirectory peers,
            ObjectProvider<Client> client) {
        CommitmentService.Builder commitment =
                CommitmentService.builder(catalog, store).log(new JdbcCommitmentLog(database.dataSource()));
        client.ifAvailable(reporter -> commitment.peers(reporter, peers));
        return commitment.build();
    }

    /** A transfer syntax in which a file can be kept. */
    @Bean
    @ConditionalOnMissingBean
    TransferSyntaxChoice dicomTransferSyntaxChoice() {
        return StorageService.transferSyntaxChoice();
    }

    @Bean
    ServerBuilderCustomizer dicomArchiveHandlers(
            StorageService storage,
            ArchiveService query,
            RetrieveService retrieve,
            CommitmentService commitment,
            ObjectProvider<HandlerDecorator> decorators) {
        List<ActionHandler> handlers = HandlerDecorator.decorate(
                decorators.orderedStream().toList(),
                Stream.of(List.of(storage.handler(), commitment.handler()), query.handlers(), retrieve.handlers())
                        .flatMap(List::stream));
        return builder -> builder.handler(handlers.toArray(ActionHandler[]::new));
    }
}

package org.pacsscp.it.osgi.application;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntSupplier;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.api.Uid;
import org.pacsscp.archive.ArchiveService;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.archive.catalog.EmbeddedDatabase;
import org.pacsscp.audit.AuditSink;
import org.pacsscp.audit.AuditTrail;
import org.pacsscp.audit.AuditedInstances;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.storage.StorageService;
import org.pacsscp.worklist.WorklistHandler;
import org.pacsscp.worklist.WorklistSource;

/** An archive with its catalog, its audit trail and a worklist of one step, in a directory that a property names. */
public final class ArchiveApplication implements BundleActivator {
    /** Names the directory. */
    public static final String DIRECTORY = "org.example.directory";

    /** The ID of the invented patient who is on the worklist. */
    public static final String SCHEDULED_PATIENT = "INV-1";

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @Override
    public void start(BundleContext context) throws Exception {
        Path directory = Files.createDirectories(Path.of(context.getProperty(DIRECTORY)));
        AuditTrail trail = AuditTrail.builder()
                .sourceId("ARCHIVE")
                .aeTitles("ARCHIVE")
                .sink(AuditSink.file(directory.resolve("audit")))
                .start();
        opened.push(trail);
        Catalog catalog = Catalog.open(EmbeddedDatabase.of(directory.resolve("catalog.db")));
        opened.push(catalog);
        StorageService storage = StorageService.builder()
                .directory(directory.resolve("files"))
                .index(catalog)
                .listener(AuditedInstances.of(trail))
                .open();
        opened.push(storage);
        ServerBuilder builder = Server.builder()
                .aeTitle("ARCHIVE")
                .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .listener(trail)
                .handler(storage.handler(), WorklistHandler.of(worklist()));
        ArchiveService.builder(catalog).build().handlers().forEach(builder::handler);
        Server server = builder.build().start();
        opened.push(server);
        context.registerService(IntSupplier.class, server::port, null);
    }

    private static WorklistSource worklist() {
        DataSet entry = DataSet.builder()
                .text(Tag.PATIENT_NAME, "Invented^Patient")
                .text(Tag.PATIENT_ID, SCHEDULED_PATIENT)
                .uid(Tag.STUDY_INSTANCE_UID, Uid.of("2.25.1"))
                .sequence(
                        Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE,
                        DataSet.builder().text(Tag.MODALITY, "CT").build())
                .build();
        return WorklistSource.of(() -> List.of(entry));
    }

    @Override
    public void stop(BundleContext context) throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }
}

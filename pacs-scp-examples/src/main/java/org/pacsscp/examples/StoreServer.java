package org.pacsscp.examples;

import java.io.IOException;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.examples.store.StoreService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A server that stores what C-STORE sends, and answers C-ECHO with the handler that is found. */
@Command(
        name = StoreServer.NAME,
        description = "Stores what C-STORE sends as DICOM files, and answers C-ECHO, until a signal ends it.")
final class StoreServer extends ServerCommand {
    static final String NAME = "store-server";

    @Mixin
    private final StorageOptions storageOptions = new StorageOptions();

    @Mixin
    private final ServerOptions serverOptions = new ServerOptions();

    @Mixin
    private final LogOptions logOptions = new LogOptions();

    /** Makes a command whose server runs. */
    StoreServer() {
        this(new RunningServer());
    }

    StoreServer(ServerUse use) {
        super(use);
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerBuilder builder = serverOptions.builder();
        prepareLog(logOptions);
        try (StoreService service = StoreService.open(storageOptions.toStoreOptions())) {
            builder.handler(service.handler())
                    .listener(service.listener())
                    .transferSyntaxChoice(service.transferSyntaxChoice());
            return use(builder);
        } catch (IOException e) {
            return fail(e.getMessage());
        }
    }
}

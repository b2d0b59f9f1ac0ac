package com.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Response;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;

/** Keeps CT images in a directory. */
final class Inbox implements ActionHandler {
    private final Path directory;

    Inbox(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<ServiceCapability> capabilities() {
        return List.of(ServiceCapability.performer(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ));
    }

    @Override
    public Response handle(Action action) throws IOException {
        Uid instance = action.command()
                .affectedSopInstanceUid()
                .orElseThrow(() -> new DimseException(DimseStatus.INVALID_SOP_INSTANCE));
        Path unfinished = Files.createTempFile(directory, "unfinished", ".tmp");
        try {
            Files.write(unfinished, action.dataSet().readAllBytes());
            Files.move(unfinished, directory.resolve(instance + ".dataset"));
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return DimseStatus.SUCCESS;
    }
}

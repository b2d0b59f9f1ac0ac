package org.pacsscp.it.osgi.application;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.pacsscp.api.Client;
import org.pacsscp.client.InstanceSource;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.json.DataSetJsonReader;

/** Stores an image that is written as JSON with a server on this machine; both are named by properties. */
public final class JsonClientApplication implements BundleActivator {
    /** Names the file. */
    public static final String IMAGE = "org.example.image";

    /** Names the port of the server. */
    public static final String PORT = "org.example.port";

    @Override
    public void start(BundleContext context) throws Exception {
        DataSet image = DataSetJsonReader.create().read(Files.readString(Path.of(context.getProperty(IMAGE))));
        RemoteEntity archive = RemoteEntity.of("ARCHIVE", "localhost", Integer.parseInt(context.getProperty(PORT)));
        try (ServiceClassUser scu = ServiceClassUser.of(Client.builder())) {
            scu.store(archive, List.of(InstanceSource.of(image)));
        }
    }

    @Override
    public void stop(BundleContext context) {
        // Nothing is left.
    }
}

package org.pacsscp.it.osgi.application;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.pacsscp.api.Client;
import org.pacsscp.client.InstanceSource;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.client.StoreReport;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.pacs.FakePacs;

/** Stores an invented image with a fake PACS, and offers what came of it. */
public final class ClientApplication implements BundleActivator {
    @Override
    public void start(BundleContext context) throws Exception {
        DataSet image = Invention.ofSeed(1).image(Modality.CT);
        try (FakePacs pacs = FakePacs.start();
                ServiceClassUser scu = ServiceClassUser.of(Client.builder())) {
            RemoteEntity archive = RemoteEntity.of("ARCHIVE", "localhost", pacs.port());
            scu.echo(archive);
            StoreReport report = scu.store(archive, List.of(InstanceSource.of(image)));
            boolean same = pacs.takeStored(Duration.ofSeconds(30)).dataSet().equals(image);
            Supplier<String> offered = () -> report.results().get(0).outcome() + (same ? " as it was" : " otherwise");
            context.registerService(Supplier.class.getName(), offered, null);
        }
    }

    @Override
    public void stop(BundleContext context) {
        // Nothing is left.
    }
}

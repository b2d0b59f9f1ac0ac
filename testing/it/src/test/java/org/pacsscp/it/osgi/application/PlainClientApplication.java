package org.pacsscp.it.osgi.application;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;
import org.pacsscp.api.Client;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.testkit.pacs.FakePacs;

/** Without a mediator, the application builds its client where the engine's bundle can be seen; verifies a fake PACS. */
public final class PlainClientApplication implements BundleActivator {
    @Override
    public void start(BundleContext context) throws Exception {
        try (FakePacs pacs = FakePacs.start();
                ServiceClassUser scu = serviceClassUser(context)) {
            scu.echo(RemoteEntity.of("ARCHIVE", "localhost", pacs.port()));
            Supplier<String> offered = () -> "verified";
            context.registerService(Supplier.class.getName(), offered, null);
        }
    }

    private static ServiceClassUser serviceClassUser(BundleContext context) {
        Bundle core = Stream.of(context.getBundles())
                .filter(bundle -> "org.pacsscp.core".equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the bundle org.pacsscp.core is not installed"));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(core.adapt(BundleWiring.class).getClassLoader());
        try {
            return ServiceClassUser.of(Client.builder());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void stop(BundleContext context) {
        // Nothing is left.
    }
}

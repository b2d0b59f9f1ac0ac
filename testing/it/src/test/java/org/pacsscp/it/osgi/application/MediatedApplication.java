package org.pacsscp.it.osgi.application;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;

/** Where a Service Loader Mediator is active, the engine and the plug-ins are found as on the class path. */
public final class MediatedApplication implements BundleActivator {
    private @Nullable Server server;

    @Override
    public void start(BundleContext context) throws Exception {
        Server started = Server.builder()
                .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .build()
                .start();
        server = started;
        context.registerService(IntSupplier.class, started::port, null);
    }

    @Override
    public void stop(BundleContext context) {
        Objects.requireNonNull(server).close();
    }
}

package org.pacsscp.it.osgi.application;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.ServerProvider;
import org.pacsscp.echo.VerificationHandler;

/** Without a mediator, the application names the engine's bundle and gives the handlers. */
public final class PlainApplication implements BundleActivator {
    private @Nullable Server server;

    @Override
    public void start(BundleContext context) throws Exception {
        ServerConfig config = Server.builder()
                .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .discoverHandlers(false)
                .handler(new VerificationHandler())
                .toConfig();
        Server started = engine(context).create(config).start();
        server = started;
        context.registerService(IntSupplier.class, started::port, null);
    }

    private static ServerProvider engine(BundleContext context) {
        Bundle core = Stream.of(context.getBundles())
                .filter(bundle -> "org.pacsscp.core".equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the bundle org.pacsscp.core is not installed"));
        ClassLoader loader = core.adapt(BundleWiring.class).getClassLoader();
        return ServiceLoader.load(ServerProvider.class, loader).findFirst().orElseThrow();
    }

    @Override
    public void stop(BundleContext context) {
        Objects.requireNonNull(server).close();
    }
}

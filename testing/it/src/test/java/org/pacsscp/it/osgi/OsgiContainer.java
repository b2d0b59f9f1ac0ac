package org.pacsscp.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/** An OSGi framework in this process. Bundles see the JDK and each other, nothing of the tests. Used by one thread. */
final class OsgiContainer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Framework framework;
    private final ClassLoader contextLoader;

    private OsgiContainer(ClassLoader loader, Framework framework) {
        this.framework = framework;
        Thread thread = Thread.currentThread();
        contextLoader = thread.getContextClassLoader();
        // ServiceLoader looks there: what the tests have on their class path is not what a framework's launcher has.
        thread.setContextClassLoader(loader);
    }

    /** Starts an empty framework that keeps its files in a directory. */
    static OsgiContainer start(FrameworkKind kind, Path storage) throws IOException, BundleException {
        ClassLoader loader = kind.loader();
        Framework framework = FrameworkKind.factory(loader)
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        storage.toString(),
                        Constants.FRAMEWORK_STORAGE_CLEAN,
                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                        "org.ops4j.pax.logging.DefaultServiceLog.level",
                        "WARN"));
        OsgiContainer container = new OsgiContainer(loader, framework);
        framework.start();
        return container;
    }

    /** Installs the bundles, all before the first is started, and starts them in their order. */
    void startAll(List<Path> jars) throws IOException, BundleException {
        List<Bundle> bundles = new ArrayList<>();
        for (Path jar : jars) {
            bundles.add(install(jar));
        }
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
                assertThat(bundle.getState()).as(bundle.getSymbolicName()).isEqualTo(Bundle.ACTIVE);
            }
        }
    }

    Bundle install(Path jar) throws IOException, BundleException {
        try (InputStream in = Files.newInputStream(jar)) {
            return context().installBundle(jar.toUri().toString(), in);
        }
    }

    /** Replaces the content of a bundle and makes the framework forget its old classes. */
    void update(Bundle bundle, Path jar) throws IOException, BundleException, InterruptedException {
        try (InputStream in = Files.newInputStream(jar)) {
            bundle.update(in);
        }
        CountDownLatch refreshed = new CountDownLatch(1);
        framework.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> refreshed.countDown());
        assertThat(refreshed.await(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("refreshed")
                .isTrue();
    }

    /** Returns the port of the server that an application has started. */
    int port(Bundle application) {
        ServiceReference<?>[] services = application.getRegisteredServices();
        assertThat(services).as("services of %s", application).hasSize(1);
        return ((IntSupplier) context().getService(services[0])).getAsInt();
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    @Override
    public void close() throws BundleException {
        try {
            framework.stop();
            framework.waitForStop(LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Thread.currentThread().setContextClassLoader(contextLoader);
        }
    }
}

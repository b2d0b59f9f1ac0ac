package org.pacsscp.it.osgi.application;

import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.pacsscp.testkit.pacs.FakePacs;

/** Has a fake PACS from its start to its stop. */
public final class FakePacsApplication implements BundleActivator {
    private @Nullable FakePacs pacs;

    @Override
    public void start(BundleContext context) throws Exception {
        FakePacs started = FakePacs.start();
        pacs = started;
        context.registerService(IntSupplier.class, started::port, null);
    }

    @Override
    public void stop(BundleContext context) {
        Objects.requireNonNull(pacs).close();
    }
}

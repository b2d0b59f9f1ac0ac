package org.pacsscp.examples.window.log;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Binds SLF4J to {@link WindowLoggers}. It is not registered with {@link java.util.ServiceLoader}, since the servers
 * without a window log in another way: {@link #bind()} asks for it by name.
 */
public final class WindowLogProvider implements SLF4JServiceProvider {
    private static final String SLF4J_VERSION = "2.0.99";

    private final WindowLoggers loggers = new WindowLoggers();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter contexts = new BasicMDCAdapter();

    /** Called by SLF4J, by reflection. */
    public WindowLogProvider() {}

    /**
     * Binds SLF4J, if nobody in this process has logged before and the user has not chosen a binding of his own with
     * {@code -Dslf4j.provider}.
     *
     * @return the loggers that are bound, or some that nobody writes to
     */
    public static WindowLoggers bind() {
        System.getProperties().putIfAbsent("slf4j.provider", WindowLogProvider.class.getName());
        // Else SLF4J reports on the standard error that it was asked for a binding.
        System.getProperties().putIfAbsent("slf4j.internal.verbosity", "WARN");
        return LoggerFactory.getILoggerFactory() instanceof WindowLoggers loggers ? loggers : new WindowLoggers();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return loggers;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return contexts;
    }

    @Override
    public String getRequestedApiVersion() {
        return SLF4J_VERSION;
    }

    @Override
    public void initialize() {
        // Everything is there since the constructor.
    }
}

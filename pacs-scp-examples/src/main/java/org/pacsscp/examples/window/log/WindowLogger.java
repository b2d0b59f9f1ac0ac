package org.pacsscp.examples.window.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes to the buffer of its {@link WindowLoggers}. Usable by any thread. */
final class WindowLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    private final transient WindowLoggers owner;
    private final String source;

    WindowLogger(String name, WindowLoggers owner) {
        this.name = name;
        this.owner = owner;
        source = name.substring(name.lastIndexOf('.') + 1);
    }

    @Override
    public boolean isTraceEnabled() {
        return owner.isEnabled(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return owner.isEnabled(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return owner.isEnabled(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return owner.isEnabled(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return owner.isEnabled(Level.ERROR);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable throwable) {
        Instant now = Instant.now();
        String message = MessageFormatter.basicArrayFormat(pattern, arguments);
        if (message != null) {
            add(now, level, message);
        }
        if (throwable != null) {
            StringWriter trace = new StringWriter();
            throwable.printStackTrace(new PrintWriter(trace));
            add(now, level, trace.toString().replace("\t", "    "));
        }
    }

    private void add(Instant time, Level level, String text) {
        text.lines().forEach(line -> owner.buffer().add(new LogLine(time, level, source, line)));
    }
}

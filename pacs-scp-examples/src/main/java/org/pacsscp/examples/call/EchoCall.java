package org.pacsscp.examples.call;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.pacsscp.client.CallOptions;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;

/** A C-ECHO. */
public final class EchoCall implements Call {
    private final Output output;

    /**
     * Makes one.
     *
     * @param output where it is told of
     */
    public EchoCall(Output output) {
        this.output = output;
    }

    @Override
    public boolean make(ServiceClassUser scu, RemoteEntity remote, CallOptions options)
            throws IOException, InterruptedException {
        double milliseconds = milliseconds(scu.echo(remote, options));
        output.print(
                () -> String.format(Locale.ROOT, "%s answered C-ECHO in %.1f ms", remote, milliseconds),
                () -> new JsonLine()
                        .with("calledAeTitle", remote.aeTitle().value())
                        .with("host", remote.host())
                        .with("port", remote.port())
                        .with("milliseconds", milliseconds));
        return true;
    }

    private static double milliseconds(Duration duration) {
        return Math.round(duration.toNanos() / 1e3) / 1e3;
    }
}

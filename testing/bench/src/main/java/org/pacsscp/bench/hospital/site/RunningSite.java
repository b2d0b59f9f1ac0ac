package org.pacsscp.bench.hospital.site;

import java.util.List;
import org.pacsscp.client.RemoteEntity;

/**
 * An archive that somebody else runs.
 *
 * @param archive where it is
 */
public record RunningSite(RemoteEntity archive) implements Site {
    @Override
    public List<Long> servers() {
        return List.of();
    }

    @Override
    public List<Long> databases() {
        return List.of();
    }

    @Override
    public void close() {
        // Who started it ends it.
    }
}

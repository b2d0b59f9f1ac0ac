package org.pacsscp.micrometer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import org.pacsscp.api.Server;

/** The servers whose figures are read, all together; any thread. */
final class WatchedServers {
    private final List<Server> servers = new CopyOnWriteArrayList<>();

    void add(Server server) {
        if (!servers.contains(server)) {
            servers.add(server);
        }
    }

    long sum(ToLongFunction<Server> figure) {
        return servers.stream().mapToLong(figure).sum();
    }
}

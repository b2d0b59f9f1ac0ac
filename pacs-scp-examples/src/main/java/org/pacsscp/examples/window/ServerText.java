package org.pacsscp.examples.window;

import java.net.InetSocketAddress;
import java.util.Locale;
import org.pacsscp.api.Server;

/** What is said of a server. */
final class ServerText {
    private ServerText() {}

    /** Returns where a server that runs listens. */
    static String listening(Server server) {
        InetSocketAddress address = server.endpoints().get(0).address();
        boolean all = address.getAddress().isAnyLocalAddress();
        String where = all ? "all addresses" : address.getAddress().getHostAddress();
        String aeTitle = server.config().aeTitles().iterator().next().value();
        return "Listening on " + where + ", port " + address.getPort() + ", as " + aeTitle;
    }

    /** Returns what a server has done so far. */
    static String summary(Server server) {
        Server.Statistics done = server.statistics();
        return String.format(
                Locale.ROOT,
                "%,d accepted, %,d rejected, %,d operations answered",
                done.associationsOpened(),
                done.associationsRejected(),
                done.requestsAnswered());
    }
}

package org.pacsscp.core.internal.support;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/** Scripted peers that speak {@link Words}; what they send is cut as it is written unless a test says otherwise. */
public final class Peers {
    private Peers() {}

    public static ScriptedPeer connect(InetSocketAddress server) throws IOException {
        return connect(server, Segmentation.AS_WRITTEN);
    }

    public static ScriptedPeer connect(InetSocketAddress server, Segmentation segmentation) throws IOException {
        return ScriptedPeer.connect(server, segmentation).speaking(Words.OURS);
    }

    /** Connects a socket on which options are set already. */
    public static ScriptedPeer connect(Socket socket, InetSocketAddress server) throws IOException {
        return ScriptedPeer.connect(socket, server, Segmentation.AS_WRITTEN).speaking(Words.OURS);
    }

    /** Connects from an address of this machine, any of 127.0.0.0/8. */
    public static ScriptedPeer connectFrom(String host, InetSocketAddress server) throws IOException {
        return connectFrom(host, server, Segmentation.AS_WRITTEN);
    }

    /** Connects from an address of this machine, any of 127.0.0.0/8. */
    public static ScriptedPeer connectFrom(String host, InetSocketAddress server, Segmentation segmentation)
            throws IOException {
        return ScriptedPeer.connectFrom(host, server, segmentation).speaking(Words.OURS);
    }
}

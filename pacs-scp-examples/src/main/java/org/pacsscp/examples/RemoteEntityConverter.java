package org.pacsscp.examples;

import org.pacsscp.client.RemoteEntity;
import org.pacsscp.examples.call.PeerAddress;

/** Makes {@code AET@HOST:PORT}. */
final class RemoteEntityConverter extends TextConverter<RemoteEntity> {
    RemoteEntityConverter() {
        super(RemoteEntityConverter::parse);
    }

    private static RemoteEntity parse(String text) {
        // An AE title may have any character but a backslash (PS3.5 Table 6.2-1), a host no @.
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException(
                    "give an AE title, a host and a port, such as VIEWER_1@viewer.example.org:11112");
        }
        PeerAddress address = PeerAddress.parse(text.substring(at + 1));
        return RemoteEntity.of(text.substring(0, at), address.host(), address.port());
    }
}

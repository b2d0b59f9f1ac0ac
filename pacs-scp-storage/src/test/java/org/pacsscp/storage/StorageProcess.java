package org.pacsscp.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;

/** A process that stores, to be killed: says its port, and appends what it hands on to a file. */
final class StorageProcess {
    static final String AE_TITLE = "KILLED";

    private StorageProcess() {}

    /** Takes the directory of instances, the file of what is handed on, and the pause after each in milliseconds. */
    public static void main(String[] args) throws Exception {
        Path handedOn = Path.of(args[1]);
        long pause = Long.parseLong(args[2]);
        InstanceListener listener = new InstanceListener() {
            @Override
            public void stored(InstanceEvent.Stored event) throws IOException, InterruptedException {
                String line = event.instance().sopInstanceUid() + "\n";
                Files.writeString(handedOn, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                Thread.sleep(pause);
            }

            @Override
            public void studyComplete(InstanceEvent.StudyComplete event) throws IOException {
                String line = "complete " + event.studyInstanceUid() + "\n";
                Files.writeString(handedOn, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        };
        try (StorageService storage = StorageService.builder()
                        .directory(Path.of(args[0]))
                        .listener(listener)
                        .studyCompleteAfter(Duration.ofMillis(200))
                        .open();
                Server server = Server.builder()
                        .aeTitle(AE_TITLE)
                        .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                        .handler(storage.handler())
                        .build()
                        .start()) {
            System.out.println(server.port());
            server.awaitStopped();
        }
    }
}

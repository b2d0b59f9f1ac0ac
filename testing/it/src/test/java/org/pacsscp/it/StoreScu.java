package org.pacsscp.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** DCMTK's {@code storescu}, pointed at an example server. */
final class StoreScu {
    /** What it prints of an instance that was stored. */
    static final String STORED = "Received Store Response (Success)";

    static final String AE_TITLE = "DCMTK_SCU";

    private StoreScu() {}

    /** Sends files to the end, or to the first that is refused, unless an option says otherwise. */
    static Commands.Result send(ExampleServer server, List<String> options, List<Path> files)
            throws IOException, InterruptedException {
        return Commands.run(command(server, options, files));
    }

    /** Begins to send files; what it prints goes to another file. */
    static Process start(ExampleServer server, List<String> options, List<Path> files, Path output) throws IOException {
        return new ProcessBuilder(command(server, options, files))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static List<String> command(ExampleServer server, List<String> options, List<Path> files) {
        List<String> command =
                new ArrayList<>(List.of("storescu", "-v", "-R", "-aet", AE_TITLE, "-aec", ExampleServer.AE_TITLE));
        command.addAll(options);
        command.addAll(List.of("127.0.0.1", Integer.toString(server.port())));
        files.forEach(file -> command.add(file.toString()));
        return command;
    }
}

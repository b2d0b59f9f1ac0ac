package org.pacsscp.bench.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.bench.candidate.Programs;
import org.pacsscp.bench.load.Target;

/**
 * DCMTK's {@code storescu}, a process for each association, from its start to its end.
 *
 * @param program where it is
 */
record Storescu(Path program) implements Sender {
    static Optional<Storescu> find() {
        return Programs.find("storescu").map(Storescu::new);
    }

    @Override
    public String name() {
        return "storescu";
    }

    @Override
    public void send(Target target, List<List<Path>> shares) throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        try {
            for (List<Path> share : shares) {
                processes.add(Programs.withoutDelay(command(target, share))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start());
            }
            for (Process process : processes) {
                if (process.waitFor() != 0) {
                    throw new IOException("storescu ended with " + process.exitValue());
                }
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private List<String> command(Target target, List<Path> share) {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--scan-directories",
                "-aec",
                target.calledAeTitle(),
                target.address().getAddress().getHostAddress(),
                Integer.toString(target.address().getPort())));
        share.forEach(directory -> command.add(directory.toString()));
        return command;
    }
}

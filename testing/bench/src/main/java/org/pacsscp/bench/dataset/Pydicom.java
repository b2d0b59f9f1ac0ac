package org.pacsscp.bench.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** pydicom, in a process of its own that is told what to do, and says how long it took. */
final class Pydicom implements Library {
    private static final String SCRIPT = "pydicom_turns.py";

    private final Path work;
    private final Process process;
    private final PrintWriter requests;
    private final BufferedReader answers;
    private final String version;
    private final Map<Sample, Path> files = new HashMap<>();

    private Pydicom(Path work, Process process) throws IOException {
        this.work = work;
        this.process = process;
        requests = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
        version = answer();
    }

    /**
     * Starts it.
     *
     * @param python a Python that has pydicom
     * @param work a directory for files
     * @throws IOException if it has none; the message says so
     */
    static Library start(String python, Path work) throws IOException {
        Path script = work.resolve(SCRIPT);
        try (InputStream in = Pydicom.class.getResourceAsStream(SCRIPT)) {
            Files.copy(Objects.requireNonNull(in, SCRIPT), script);
        }
        Process process = new ProcessBuilder(python, script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return new Pydicom(work, process);
        } catch (IOException e) {
            process.destroy();
            throw new IOException(python + " has no pydicom; leave --python out, or install it", e);
        }
    }

    @Override
    public String name() {
        return "pydicom " + version;
    }

    @Override
    public Optional<Turn> turn(Task task, Sample sample) throws IOException {
        if (task == Task.TEE) {
            return Optional.empty();
        }
        String request = String.join(
                "\t",
                task.name(),
                file(sample).toString(),
                sample.transferSyntax().value());
        return Optional.of(times -> {
            requests.println(request + "\t" + times);
            return Long.parseLong(answer());
        });
    }

    private Path file(Sample sample) throws IOException {
        Path file = files.get(sample);
        if (file == null) {
            file = Files.write(work.resolve("sample-" + files.size()), sample.bytes());
            files.put(sample, file);
        }
        return file;
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("pydicom's process ended; what it wrote to standard error says why");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        requests.close();
        answers.close();
        process.destroy();
    }

    /**
     * Returns the files that pydicom is tested with.
     *
     * @param python a Python that has pydicom
     * @throws IOException if it has none
     */
    static Path testFiles(String python) throws IOException {
        List<String> command = List.of(
                python, "-c", "import os, pydicom; print(os.path.join(os.path.dirname(pydicom.__file__), 'data'))");
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            if (line == null) {
                throw new IOException(python + " has no pydicom; leave --python out, or install it");
            }
            return Path.of(line, "test_files");
        }
    }
}

package org.pacsscp.bench.call;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pacsscp.bench.measure.Turn;

/**
 * Another program that loads the same server, a process for each turn. It says in a line of JSON what it has done: {@code ops},
 * {@code ops_per_s}, and the seconds of processor time that it took, {@code client_cpu_s}.
 *
 * @param command program and arguments
 */
record Generator(List<String> command) {
    /** Reads a command whose words have no blanks. */
    static Generator of(String command) {
        return new Generator(List.of(command.strip().split("\\s+")));
    }

    Turn run() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("status " + status + " of " + String.join(" ", command));
        }
        return turn(said);
    }

    static Turn turn(String said) throws IOException {
        double operations = number("ops", said);
        if (operations == 0 || number("failures", said) > 0) {
            throw new IOException("the generator has failed: " + said.strip());
        }
        return new Turn(number("ops_per_s", said), number("client_cpu_s", said) / operations);
    }

    private static double number(String name, String said) throws IOException {
        Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*([0-9.]+)").matcher(said);
        if (!matcher.find()) {
            throw new IOException("the generator does not say its " + name + ": " + said.strip());
        }
        return Double.parseDouble(matcher.group(1));
    }
}

package org.pacsscp.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pacsscp.bench.candidate.JavaRuntime;

/**
 * Where and how a run was made.
 *
 * @param facts by name, in the order in which they are told
 */
public record Circumstances(Map<String, String> facts) {
    /** Looks at the machine; {@code more} says how the run is made. */
    public static Circumstances now(JavaRuntime servers, Map<String, String> more) {
        Map<String, String> facts = machine();
        facts.put("load generator", "JDK " + System.getProperty("java.vm.version"));
        facts.put("servers in Java", "JDK " + version(servers.home()) + options(servers));
        facts.putAll(more);
        return new Circumstances(facts);
    }

    /** The same of a run that is made in this process. */
    public static Circumstances here(Map<String, String> more) {
        Map<String, String> facts = machine();
        facts.put("Java", "JDK " + System.getProperty("java.vm.version"));
        facts.putAll(more);
        return new Circumstances(facts);
    }

    private static Map<String, String> machine() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
        facts.put("processors", Runtime.getRuntime().availableProcessors() + processorModel());
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("load average before", loadAverage());
        return facts;
    }

    List<String> lines() {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + ": " + fact.getValue())
                .toList();
    }

    private static String processorModel() {
        return read(Path.of("/proc/cpuinfo"))
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith("model name"))
                        .map(line ->
                                ", " + line.substring(line.indexOf(':') + 1).strip())
                        .findFirst())
                .orElse("");
    }

    /** What else the machine has to do: near 0 on a quiet one. */
    private static String loadAverage() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f", load);
    }

    /** The file that every JDK has since version 9. */
    private static String version(Path home) {
        return read(home.resolve("release"))
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith("JAVA_RUNTIME_VERSION=") || line.startsWith("JAVA_VERSION="))
                        .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
                        .reduce((first, last) -> last))
                .orElse("of " + home);
    }

    private static String options(JavaRuntime runtime) {
        return runtime.options().isEmpty() ? "" : " " + String.join(" ", runtime.options());
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            // Not every system has it, and none needs it.
            return Optional.empty();
        }
    }
}

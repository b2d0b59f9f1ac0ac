package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.Limits;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.Timeouts;
import org.pacsscp.api.TlsConfig;

/** docs/configuration.md has a row for every option of the builders and of the command line, with the code's default. */
class ConfigurationDocumentIT {
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|(.*)\\|$", Pattern.MULTILINE);
    private static final Pattern OPTION = Pattern.compile("(?m)^ {2,8}(?:-\\w, )?(--[a-z-]+)");
    private static final Set<String> NOT_OPTIONS = Set.of("build", "toConfig");
    private static final String DEPENDS_ON_THE_MACHINE = "maxDataInMemory";

    private final Markdown document = Markdown.read("docs/configuration.md");

    @TempDir
    Path directory;

    ConfigurationDocumentIT() throws IOException {}

    @Test
    void hasEveryOptionOfTheServer() {
        assertRows("The server", ServerConfig.Builder.class);
        ServerConfig defaults = ServerConfig.builder().toConfig();
        Map<String, String> rows = rows("The server");
        assertThat(defaultIn(rows, "aeTitle")).contains(ServerConfig.DEFAULT_AE_TITLE.value());
        assertThat(defaultIn(rows, "port")).isEqualTo(Integer.toString(ServerConfig.DEFAULT_PORT));
        assertThat(defaultIn(rows, "tlsPort")).isEqualTo(Integer.toString(ServerConfig.DEFAULT_TLS_PORT));
        assertThat(defaultIn(rows, "implementationClassUid"))
                .contains(defaults.implementationClassUid().value());
        assertThat(defaultIn(rows, "implementationVersionName")).contains(defaults.implementationVersionName());
        assertThat(defaultIn(rows, "anyCalledAeTitle")).contains(Boolean.toString(defaults.anyCalledAeTitle()));
        assertThat(defaultIn(rows, "discoverHandlers")).contains(Boolean.toString(defaults.discoverHandlers()));
        assertThat(defaultIn(rows, "rejectWithoutContext")).contains(Boolean.toString(defaults.rejectWithoutContext()));
    }

    @Test
    void hasEveryLimit() throws ReflectiveOperationException {
        assertRows("Limits", Limits.Builder.class);
        assertDefaults("Limits", Limits.class, Limits.defaults());
    }

    @Test
    void hasEveryTimeout() throws ReflectiveOperationException {
        assertRows("Timeouts", Timeouts.Builder.class);
        assertDefaults("Timeouts", Timeouts.class, Timeouts.defaults());
    }

    @Test
    void hasEveryOptionOfTls() {
        assertRows("TLS", TlsConfig.Builder.class);
        TlsConfig defaults =
                TlsConfig.builder().key(Path.of("key"), Path.of("certificate")).build();
        Map<String, String> rows = rows("TLS");
        assertThat(defaultIn(rows, "clientAuthentication"))
                .contains(defaults.clientAuthentication().name());
        assertThat(defaultIn(rows, "serverCipherOrder")).contains(Boolean.toString(defaults.serverCipherOrder()));
        assertThat(defaultIn(rows, "reloadInterval")).isEqualTo(text(defaults.reloadInterval()));
    }

    @ParameterizedTest
    @CsvSource({"echo-server, 24", "store-server, 29", "window, 3"})
    void hasEveryOptionOfTheCommandLine(String command, int least) throws IOException, InterruptedException {
        Commands.Result help =
                Commands.run(ExampleServer.command(ExampleServer.Launch.JAR, "", List.of(command, "--help")));
        Set<String> options = OPTION.matcher(help.out())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(options).as(help.output()).hasSizeGreaterThanOrEqualTo(least);
        Map<String, String> rows = rows("The command line of the examples");
        assertThat(rows.keySet()).containsAll(options);
        for (String option : options) {
            defaultOf(help.out(), option)
                    .ifPresent(value ->
                            assertThat(defaultIn(rows, option)).as(option).isEqualTo(value));
        }
    }

    @Test
    void showsJavaThatCompiles() throws IOException {
        for (String block : document.blocks("java")) {
            new Programs(directory).compile(block);
        }
    }

    /** What the help says after "Default:" of an option whose value it names. */
    private static Optional<String> defaultOf(String help, String option) {
        String begin = "^ {2,8}(?:-\\w, )?";
        Pattern paragraph = Pattern.compile(
                begin + Pattern.quote(option) + "[ =\n](.*?)(?=" + begin + "--|^$|\\z)",
                Pattern.MULTILINE | Pattern.DOTALL);
        return paragraph
                .matcher(help)
                .results()
                .map(match -> match.group(1).replaceAll("\\s+", " "))
                .filter(text -> text.contains("Default: "))
                .map(text -> text.substring(text.indexOf("Default: ") + "Default: ".length())
                        .trim())
                .map(text -> text.replaceAll(" \\(here: .*", ""))
                .findFirst();
    }

    private void assertRows(String section, Class<?> builder) {
        Set<String> options = Arrays.stream(builder.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> !NOT_OPTIONS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(rows(section).keySet()).as("rows of '%s'", section).containsExactlyInAnyOrderElementsOf(options);
    }

    private void assertDefaults(String section, Class<?> type, Object defaults)
            throws IllegalAccessException, InvocationTargetException {
        Map<String, String> rows = rows(section);
        for (Method accessor : type.getDeclaredMethods()) {
            if (rows.containsKey(accessor.getName()) && !accessor.getName().equals(DEPENDS_ON_THE_MACHINE)) {
                String expected = text(accessor.invoke(defaults));
                assertThat(defaultIn(rows, accessor.getName()))
                        .as(accessor.getName())
                        .matches(Pattern.quote(expected) + "(:.*)?");
            }
        }
    }

    private static String text(Object value) {
        return value instanceof Duration duration
                ? duration.isZero() ? "0" : duration.toSeconds() + " s"
                : String.valueOf(value);
    }

    /** Returns the rows of a section, by their first cell. */
    private Map<String, String> rows(String section) {
        return ROW.matcher(document.section(section).text())
                .results()
                .collect(Collectors.toMap(
                        match -> match.group(1), ConfigurationDocumentIT::cells, (a, b) -> a, LinkedHashMap::new));
    }

    private static String cells(MatchResult row) {
        return row.group(2);
    }

    /** Returns the third cell of a row, the default, without the marks of code. */
    private static String defaultIn(Map<String, String> rows, String option) {
        return Objects.requireNonNull(rows.get(option), option)
                .split("\\|", -1)[1]
                .trim()
                .replace("`", "");
    }
}

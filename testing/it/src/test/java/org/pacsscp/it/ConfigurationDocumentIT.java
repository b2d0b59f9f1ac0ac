package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.Timeouts;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.testing.document.Markdown;

/** docs/configuration.md has a row for every option of the builders and of the command line, with the code's default. */
class ConfigurationDocumentIT {
    private static final Set<String> NOT_OPTIONS = Set.of("build", "toConfig");
    private static final Set<String> DEPEND_ON_THE_MACHINE = Set.of("maxDataInMemory", "maxPendingBytes");

    private final Markdown document = Markdown.read("docs/configuration.md");

    @TempDir
    Path directory;

    ConfigurationDocumentIT() throws IOException {}

    @Test
    void hasEveryOptionOfTheServer() {
        assertRows("The server", ServerBuilder.class);
        ServerConfig defaults = Server.builder().toConfig();
        OptionRows rows = rows("The server");
        assertThat(rows.defaultOf("aeTitle")).contains(ServerConfig.DEFAULT_AE_TITLE.value());
        assertThat(rows.defaultOf("port")).isEqualTo(Integer.toString(Endpoint.DEFAULT_PORT));
        assertThat(rows.defaultOf("endpoints")).contains(Integer.toString(Endpoint.DEFAULT_PORT));
        assertThat(rows.defaultOf("implementationClassUid"))
                .contains(defaults.implementationClassUid().value());
        assertThat(rows.defaultOf("implementationVersionName")).contains(defaults.implementationVersionName());
        assertThat(rows.defaultOf("anyCalledAeTitle")).contains(Boolean.toString(defaults.anyCalledAeTitle()));
        assertThat(rows.defaultOf("discoverHandlers")).contains(Boolean.toString(defaults.discoverHandlers()));
        assertThat(rows.defaultOf("refuseOddLengths")).contains(Boolean.toString(defaults.refuseOddLengths()));
        assertThat(rows.defaultOf("invokeWithoutRoleSelection"))
                .contains(Boolean.toString(defaults.invokeWithoutRoleSelection()));
        assertThat(rows.defaultOf("whenIdle")).contains(defaults.whenIdle().name());
        assertThat(rows.defaultOf("rejectWithoutContext")).contains(Boolean.toString(defaults.rejectWithoutContext()));
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
        OptionRows rows = rows("TLS");
        assertThat(rows.defaultOf("clientAuthentication"))
                .contains(defaults.clientAuthentication().name());
        assertThat(rows.defaultOf("serverCipherOrder")).contains(Boolean.toString(defaults.serverCipherOrder()));
        assertThat(rows.defaultOf("reloadInterval")).isEqualTo(text(defaults.reloadInterval()));
    }

    @ParameterizedTest
    @CsvSource({
        "echo-server, 24",
        "store-server, 29",
        "archive-server, 30",
        "worklist-server, 27",
        "worklist-entries, 3",
        "window, 3",
        "dump, 4",
        "json, 4",
        "convert, 4",
        "index, 3",
        "verify, 7",
        "delete, 9"
    })
    void hasEveryOptionOfTheCommandLine(String command, int least) throws IOException, InterruptedException {
        HelpText help = HelpText.of(command);
        assertThat(help.options()).as(help.text()).hasSizeGreaterThanOrEqualTo(least);
        OptionRows rows = rows("The command line of the examples");
        assertThat(rows.names()).containsAll(help.options());
        for (String option : help.options()) {
            help.defaultOf(option)
                    .ifPresent(value ->
                            assertThat(rows.defaultOf(option)).as(option).isEqualTo(value));
        }
    }

    @Test
    void showsJavaThatCompiles() throws IOException {
        for (String block : document.blocks("java")) {
            new Programs(directory).compile(block);
        }
    }

    private void assertRows(String section, Class<?> builder) {
        Set<String> options = Arrays.stream(builder.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> !NOT_OPTIONS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(rows(section).names()).as("rows of '%s'", section).containsExactlyInAnyOrderElementsOf(options);
    }

    private void assertDefaults(String section, Class<?> type, Object defaults)
            throws IllegalAccessException, InvocationTargetException {
        OptionRows rows = rows(section);
        for (Method accessor : type.getDeclaredMethods()) {
            if (rows.names().contains(accessor.getName()) && !DEPEND_ON_THE_MACHINE.contains(accessor.getName())) {
                String expected = text(accessor.invoke(defaults));
                assertThat(rows.defaultOf(accessor.getName()))
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

    private OptionRows rows(String section) {
        return OptionRows.of(document.section(section));
    }
}

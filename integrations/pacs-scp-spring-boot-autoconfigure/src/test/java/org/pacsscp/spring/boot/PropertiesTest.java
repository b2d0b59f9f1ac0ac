package org.pacsscp.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.Client;
import org.pacsscp.api.ClientConfig;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.Timeouts;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Each option of the API is a property, with the default that it has there, or a bean; and reaches the server. */
class PropertiesTest {
    /** Options that no text can be: beans are. */
    private static final Set<String> BEANS_OF_SERVER = Set.of(
            "policy",
            "identity-verifier",
            "application-entities",
            "transfer-syntax-choice",
            "handlers",
            "listeners",
            // Virtual threads by a property of Spring Boot; any other one by a customizer.
            "executor");

    /** Options that a property is not named for. */
    private static final Map<String, String> OTHERWISE =
            Map.of("ae-titles", "ae-title", "endpoints", "port", "denied", "deny", "tls", "ssl.bundle");

    private static final Set<String> BEANS_OF_CLIENT = Set.of("handlers", "listeners", "executor", "shared-with");

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(PacsScpServerAutoConfiguration.class, PacsScpClientAutoConfiguration.class))
            .withPropertyValues("pacs-scp.server.auto-startup=false");

    private static Set<String> options(Class<?> configuration) {
        return Arrays.stream(configuration.getMethods())
                .filter(method -> isOption(configuration, method))
                .map(method -> kebab(method.getName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isOption(Class<?> configuration, Method method) {
        return method.getDeclaringClass() == configuration
                && !Modifier.isStatic(method.getModifiers())
                && method.getParameterCount() == 0
                && !method.getName().equals("toBuilder");
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Map<String, JsonNode> metadata() throws IOException {
        Map<String, JsonNode> properties = new TreeMap<>();
        try (InputStream file =
                PropertiesTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            assertThat(file).as("metadata").isNotNull();
            for (JsonNode property : new ObjectMapper().readTree(file).get("properties")) {
                properties.put(property.get("name").asText(), property);
            }
        }
        return properties;
    }

    @Test
    void areThereForEachOption() throws IOException {
        Set<String> properties = metadata().keySet();
        for (String option : options(ServerConfig.class)) {
            if (!BEANS_OF_SERVER.contains(option) && !option.equals("limits") && !option.equals("timeouts")) {
                assertThat(properties).contains("pacs-scp.server." + OTHERWISE.getOrDefault(option, option));
            }
        }
        for (String option : options(ClientConfig.class)) {
            if (!BEANS_OF_CLIENT.contains(option) && !option.equals("limits") && !option.equals("timeouts")) {
                assertThat(properties).contains("pacs-scp.client." + OTHERWISE.getOrDefault(option, option));
            }
        }
        for (String side : Set.of("server", "client")) {
            options(Limits.class)
                    .forEach(option -> assertThat(properties).contains("pacs-scp." + side + ".limits." + option));
            options(Timeouts.class)
                    .forEach(option -> assertThat(properties).contains("pacs-scp." + side + ".timeouts." + option));
        }
    }

    @Test
    void areDescribed() throws IOException {
        assertThat(metadata()).hasSizeGreaterThan(80).allSatisfy((name, property) -> {
            assertThat(property.path("description").asText()).as(name).matches("[a-z].*[^.]");
            assertThat(property.path("type").asText()).as(name).isNotBlank();
        });
    }

    @Test
    void haveTheDefaultsOfTheApi() {
        application.run(context -> {
            ServerConfig server = context.getBean(Server.class).config();
            assertSame(server, Server.builder().toConfig(), ServerConfig.class);
            assertSame(server.limits(), Limits.defaults(), Limits.class);
            assertSame(server.timeouts(), Timeouts.defaults(), Timeouts.class);
            ClientConfig client = context.getBean(Client.class).config();
            assertSame(client, Client.builder().toConfig(), ClientConfig.class);
            assertSame(client.limits(), Limits.defaults(), Limits.class);
            assertSame(client.timeouts(), Timeouts.defaults(), Timeouts.class);
        });
    }

    private static <T> void assertSame(T ours, T theirs, Class<T> type) {
        Arrays.stream(type.getMethods())
                .filter(method -> isOption(type, method))
                .filter(method ->
                        !Set.of("limits", "timeouts", "policy", "handlers").contains(method.getName()))
                .forEach(method ->
                        assertThat(value(method, ours)).as(method.getName()).isEqualTo(value(method, theirs)));
    }

    private static Object value(Method method, Object of) {
        try {
            return method.invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method.toString(), e);
        }
    }

    /** A value that no option has by default has to arrive at each of them. */
    @ParameterizedTest
    @ValueSource(strings = {"server", "client"})
    void reachLimitsAndTimeouts(String side) {
        String prefix = "pacs-scp." + side;
        String[] values = Stream.concat(
                        options(Limits.class).stream().map(option -> prefix + ".limits." + option + "=777"),
                        options(Timeouts.class).stream().map(option -> prefix + ".timeouts." + option + "=777s"))
                .toArray(String[]::new);
        application.withPropertyValues(values).run(context -> {
            Limits limits = side.equals("server")
                    ? context.getBean(Server.class).config().limits()
                    : context.getBean(Client.class).config().limits();
            Timeouts timeouts = side.equals("server")
                    ? context.getBean(Server.class).config().timeouts()
                    : context.getBean(Client.class).config().timeouts();
            assertAll(limits, Limits.class, "777");
            assertAll(timeouts, Timeouts.class, "PT12M57S");
        });
    }

    private static void assertAll(Object of, Class<?> type, String expected) {
        Arrays.stream(type.getMethods())
                .filter(method -> isOption(type, method))
                .forEach(method ->
                        assertThat(value(method, of)).as(method.getName()).hasToString(expected));
    }

    @Test
    void reachTheServer() {
        application
                .withPropertyValues(
                        "pacs-scp.server.ae-title=ONE,TWO",
                        "pacs-scp.server.any-called-ae-title=true",
                        "pacs-scp.server.address=127.0.0.1",
                        "pacs-scp.server.port=4711",
                        "pacs-scp.server.additional-endpoints[0].port=4712",
                        "pacs-scp.server.trusted-proxies=10.0.0.1",
                        "pacs-scp.server.deny=10.2.0.0/16,10.3.0.0/16",
                        "pacs-scp.server.loops=2",
                        "pacs-scp.server.implementation-class-uid=1.2.3",
                        "pacs-scp.server.implementation-version-name=MINE_1",
                        "pacs-scp.server.reject-without-context=true",
                        "pacs-scp.server.invoke-without-role-selection=true",
                        "pacs-scp.server.when-idle=release",
                        "pacs-scp.server.refuse-odd-lengths=true")
                .run(context -> {
                    ServerConfig config = context.getBean(Server.class).config();
                    assertThat(config.aeTitles()).map(Object::toString).containsExactly("ONE", "TWO");
                    assertThat(config.anyCalledAeTitle()).isTrue();
                    assertThat(config.endpoints())
                            .map(Object::toString)
                            .containsExactly("127.0.0.1:4711", "0.0.0.0:4712");
                    assertThat(config.trustedProxies()).map(Object::toString).containsExactly("10.0.0.1/32");
                    assertThat(config.denied()).map(Object::toString).containsExactly("10.2.0.0/16", "10.3.0.0/16");
                    assertThat(config.loops()).isEqualTo(2);
                    assertThat(config.implementationClassUid()).hasToString("1.2.3");
                    assertThat(config.implementationVersionName()).isEqualTo("MINE_1");
                    assertThat(config.rejectWithoutContext()).isTrue();
                    assertThat(config.invokeWithoutRoleSelection()).isTrue();
                    assertThat(config.whenIdle()).hasToString("RELEASE");
                    assertThat(config.refuseOddLengths()).isTrue();
                });
    }
}

package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Timeouts;
import org.pacsscp.testing.document.Markdown;
import org.yaml.snakeyaml.Yaml;

/** What docs/containers.md shows besides the images themselves fits them, and the servers' options and defaults. */
class ContainersDocumentIT {
    private static final String DOCKERFILE = "pacs-scp-examples/container/Dockerfile";
    private static final Pattern USER = Pattern.compile("(?m)^USER (\\d+):(\\d+)$");

    /** What a server may take after its drain, as its help says. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Markdown document = Markdown.read("docs/containers.md");

    ContainersDocumentIT() throws IOException {}

    @Test
    void showsTheDockerfileThatIsThere() throws IOException {
        assertThat(document.blocks("dockerfile").get(0))
                .isEqualTo(Files.readString(Artifacts.top().resolve(DOCKERFILE)));
    }

    @Test
    void composesAnArchiveThatIsGivenTimeToEnd() throws IOException, InterruptedException {
        Map<?, ?> compose = new Yaml()
                .load(document.section("Compose, with PostgreSQL")
                        .blocks("yaml")
                        .get(0));
        Map<?, ?> archive = (Map<?, ?>) at(compose, "services", "archive");
        assertOptions((List<?>) at(archive, "command"));
        assertThat(seconds(at(archive, "stop_grace_period")))
                .isGreaterThan(Timeouts.defaults().drain().plus(GRACE));
        assertThat((List<?>) at(archive, "ports"))
                .isEqualTo(List.of(Endpoint.DEFAULT_PORT + ":" + Endpoint.DEFAULT_PORT));
        assertThat(((Map<?, ?>) at(compose, "volumes")).keySet()).isEqualTo(Set.of("archive", "catalog"));
        assertThat(((Map<?, ?>) at(compose, "secrets")).keySet()).isEqualTo(Set.of("password", "pgpass"));
    }

    @Test
    void runsInKubernetesAsTheImageWants() throws IOException, InterruptedException {
        Map<?, ?> set =
                new Yaml().load(document.section("Kubernetes").blocks("yaml").get(0));
        Map<?, ?> pod = (Map<?, ?>) at(set, "spec", "template", "spec");
        Map<?, ?> container = (Map<?, ?>) ((List<?>) at(pod, "containers")).get(0);
        List<String> words = assertOptions((List<?>) at(container, "args"));
        MatchResult user = user();
        assertThat(at(pod, "securityContext", "runAsUser")).hasToString(user.group(1));
        assertThat(at(pod, "securityContext", "runAsGroup")).hasToString(user.group(2));
        assertThat(at(pod, "securityContext", "fsGroup")).hasToString(user.group(2));
        assertThat((List<?>) at(container, "ports"))
                .isEqualTo(List.of(
                        Map.of("name", "dicom", "containerPort", Endpoint.DEFAULT_PORT),
                        Map.of("name", "dicom-tls", "containerPort", Endpoint.DEFAULT_TLS_PORT)));
        List<?> pause = (List<?>) at(container, "lifecycle", "preStop", "exec", "command");
        assertThat(Duration.ofSeconds((Integer) at(pod, "terminationGracePeriodSeconds")))
                .isGreaterThan(Duration.ofSeconds(Integer.parseInt(String.valueOf(pause.get(1))))
                        .plus(seconds(value(words, "--drain")))
                        .plus(GRACE));
    }

    /** Asserts that the options of a command line are those of its command; returns its words. */
    private static List<String> assertOptions(List<?> command) throws IOException, InterruptedException {
        List<String> words = command.stream().map(String::valueOf).toList();
        assertThat(HelpText.of(words.get(0)).options())
                .containsAll(words.stream()
                        .filter(word -> word.startsWith("--"))
                        .map(word -> word.replaceAll("=.*", ""))
                        .collect(Collectors.toSet()));
        assertThat(value(words, "--directory")).startsWith("/data/");
        return words;
    }

    private static String value(List<String> words, String option) {
        return words.stream()
                .filter(word -> word.startsWith(option + "="))
                .map(word -> word.substring(option.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static MatchResult user() throws IOException {
        return USER.matcher(Files.readString(Artifacts.top().resolve(DOCKERFILE)))
                .results()
                .findFirst()
                .orElseThrow();
    }

    private static Duration seconds(Object text) {
        return Duration.parse("PT" + text);
    }

    private static Object at(Map<?, ?> top, String... keys) {
        Object value = top;
        for (String key : keys) {
            value = Objects.requireNonNull(((Map<?, ?>) value).get(key), key);
        }
        return value;
    }
}

package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Timeouts;
import org.pacsscp.testing.document.Markdown;
import org.yaml.snakeyaml.Yaml;

/**
 * What docs/operations.md shows for Kubernetes is YAML, its parts fit each other and the server's defaults. Whether a cluster
 * takes it, this does not show.
 */
class KubernetesDocumentIT {
    private final Map<?, ?> deployment;
    private final Map<?, ?> service;

    KubernetesDocumentIT() throws IOException {
        List<String> shown =
                Markdown.read("docs/operations.md").section("Kubernetes").blocks("yaml");
        assertThat(shown).hasSize(1);
        List<Object> objects = new ArrayList<>();
        new Yaml().loadAll(shown.get(0)).forEach(objects::add);
        assertThat(objects).hasSize(2);
        deployment = (Map<?, ?>) objects.get(0);
        service = (Map<?, ?>) objects.get(1);
    }

    @Test
    void namesWhatItIs() {
        assertThat(deployment.get("apiVersion")).isEqualTo("apps/v1");
        assertThat(deployment.get("kind")).isEqualTo("Deployment");
        assertThat(service.get("apiVersion")).isEqualTo("v1");
        assertThat(service.get("kind")).isEqualTo("Service");
    }

    @Test
    void leadsFromTheServiceToThePods() {
        Object labels = at(deployment, "spec", "template", "metadata", "labels");
        assertThat(at(deployment, "spec", "selector", "matchLabels")).isEqualTo(labels);
        assertThat(at(service, "spec", "selector")).isEqualTo(labels);
        Map<?, ?> port = (Map<?, ?>) ((List<?>) at(service, "spec", "ports")).get(0);
        assertThat(port.get("targetPort")).isEqualTo("dicom");
        assertThat(port.get("port")).isEqualTo(Endpoint.DEFAULT_PORT);
    }

    @Test
    void namesThePortThatTheServerListensOnByDefault() {
        assertThat((List<?>) at(container(), "ports"))
                .isEqualTo(List.of(Map.of("name", "dicom", "containerPort", Endpoint.DEFAULT_PORT)));
        assertThat(at(container(), "livenessProbe", "tcpSocket", "port")).isEqualTo("dicom");
        assertThat(at(container(), "readinessProbe", "httpGet", "path")).isEqualTo("/ready");
    }

    /** The pause before SIGTERM and the drain together must be over before the process is killed. */
    @Test
    void leavesTimeForThePauseAndTheDrain() {
        List<?> pause = (List<?>) at(container(), "lifecycle", "preStop", "exec", "command");
        assertThat(pause).asInstanceOf(InstanceOfAssertFactories.LIST).startsWith("sleep");
        Duration needed = Duration.ofSeconds(Integer.parseInt((String) pause.get(1)))
                .plus(Timeouts.defaults().drain());
        Object period = at(deployment, "spec", "template", "spec", "terminationGracePeriodSeconds");
        assertThat(Duration.ofSeconds((Integer) period)).isGreaterThan(needed);
    }

    /** With room for one pod more, none is taken away before its successor is ready. */
    @Test
    void takesNoPodAwayBeforeAnotherIsReady() {
        assertThat(at(deployment, "spec", "strategy", "rollingUpdate"))
                .isEqualTo(Map.of("maxUnavailable", 0, "maxSurge", 1));
    }

    private Map<?, ?> container() {
        return (Map<?, ?>) ((List<?>) at(deployment, "spec", "template", "spec", "containers")).get(0);
    }

    private static Object at(Map<?, ?> top, String... keys) {
        Object value = top;
        for (String key : keys) {
            value = Objects.requireNonNull(((Map<?, ?>) value).get(key), key);
        }
        return value;
    }
}

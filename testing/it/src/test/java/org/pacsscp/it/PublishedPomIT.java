package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published POMs have what Maven Central requires, and load nothing on a user's build. */
class PublishedPomIT {
    private static final List<String> REQUIRED = List.of(
            "groupId",
            "artifactId",
            "version",
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/id",
            "developers/developer/name",
            "scm/connection",
            "scm/developerConnection",
            "scm/url");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api",
                "audit",
                "bom",
                "core",
                "dataset",
                "dataset-json",
                "echo",
                "karaf",
                "spring-boot-autoconfigure",
                "spring-boot-starter",
                "micrometer",
                "starter",
                "testkit",
                "worklist"
            })
    void hasWhatMavenCentralRequires(String module) throws IOException {
        PublishedPom pom = PublishedPom.read(module);
        for (String element : REQUIRED) {
            assertThat(pom.texts(element))
                    .as("%s of %s", element, module)
                    .singleElement()
                    .asString()
                    .isNotBlank();
        }
        assertThat(pom.texts("artifactId")).containsExactly(Artifacts.artifactId(module));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api",
                "audit",
                "bom",
                "core",
                "dataset",
                "dataset-json",
                "echo",
                "karaf",
                "spring-boot-autoconfigure",
                "spring-boot-starter",
                "micrometer",
                "starter",
                "testkit",
                "worklist"
            })
    void standsAlone(String module) throws IOException {
        PublishedPom pom = PublishedPom.read(module);
        for (String element : List.of("parent", "modules", "repositories", "build", "profiles")) {
            assertThat(pom.texts(element)).as("%s of %s", element, module).isEmpty();
        }
    }

    @Test
    void namesTheDependenciesAtRunTime() throws IOException {
        String atRunTime = "dependencies/dependency[scope!='provided']/artifactId";
        assertThat(PublishedPom.read("api").texts(atRunTime)).isEmpty();
        assertThat(PublishedPom.read("echo").texts(atRunTime)).containsExactly("pacs-scp-api");
        assertThat(PublishedPom.read("core").texts(atRunTime)).containsExactlyInAnyOrder("pacs-scp-api", "slf4j-api");
        assertThat(PublishedPom.read("starter").texts(atRunTime))
                .containsExactlyInAnyOrder("pacs-scp-api", "pacs-scp-core", "pacs-scp-echo");
        assertThat(PublishedPom.read("spring-boot-starter").texts(atRunTime))
                .containsExactlyInAnyOrder("pacs-scp", "pacs-scp-spring-boot-autoconfigure", "spring-boot-starter");
        assertThat(PublishedPom.read("micrometer")
                        .texts("dependencies/dependency[scope!='provided' and not(optional='true')]/artifactId"))
                .containsExactlyInAnyOrder("pacs-scp-api", "micrometer-core");
        assertThat(PublishedPom.read("audit")
                        .texts("dependencies/dependency[scope!='provided' and not(optional='true')]/artifactId"))
                .containsExactlyInAnyOrder("pacs-scp-api", "slf4j-api");
        assertThat(PublishedPom.read("testkit")
                        .texts("dependencies/dependency[scope!='provided' and not(optional='true')]/artifactId"))
                .containsExactlyInAnyOrder("pacs-scp-api", "pacs-scp-dataset");
    }

    @Test
    void billOfMaterialsManagesWhatIsPublished() throws IOException {
        assertThat(PublishedPom.read("bom").texts("dependencyManagement/dependencies/dependency/artifactId"))
                .contains(
                        "pacs-scp",
                        "pacs-scp-api",
                        "pacs-scp-archive",
                        "pacs-scp-audit",
                        "pacs-scp-core",
                        "pacs-scp-dataset",
                        "pacs-scp-dataset-json",
                        "pacs-scp-echo",
                        "pacs-scp-karaf",
                        "pacs-scp-spring-boot-autoconfigure",
                        "pacs-scp-spring-boot-starter",
                        "pacs-scp-micrometer",
                        "pacs-scp-testkit",
                        "pacs-scp-worklist");
    }
}

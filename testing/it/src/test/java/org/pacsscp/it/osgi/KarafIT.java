package org.pacsscp.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleActivator;
import org.pacsscp.dataset.json.DataSetJsonReader;
import org.pacsscp.dataset.json.DataSetJsonWriter;
import org.pacsscp.it.Artifacts;
import org.pacsscp.it.EchoScu;
import org.pacsscp.it.Verifier;
import org.pacsscp.it.osgi.application.ArchiveApplication;
import org.pacsscp.it.osgi.application.JsonClientApplication;
import org.pacsscp.it.osgi.application.MediatedApplication;
import org.pacsscp.testing.document.Markdown;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.pacs.FakePacs;

/** Apache Karaf installs the published features and an application's bundle, as docs/packaging.md says. */
@Timeout(900)
class KarafIT {
    /** The newest Java whose capabilities the configuration of Karaf 4.4 knows. */
    private static final int NEWEST_JAVA = 21;

    private static final String PROMPT = "karaf@root()> ";
    private static final String ADD_FEATURES = "feature:repo-add mvn:org.pacsscp/pacs-scp-karaf/"
            + Artifacts.property("pacsscp.version") + "/xml/features";
    private static final String INSTALL_APPLICATION = "bundle:install -s mvn:com.example/hospital/1.0.0";

    @TempDir
    Path directory;

    @BeforeEach
    void needsAJavaThatKarafKnows() {
        int java = Runtime.version().feature();
        assumeTrue(java <= NEWEST_JAVA, "Karaf 4.4 does not start on JDK " + java);
    }

    @Test
    void startsAServerByTheCommandsOfTheDocument() throws Exception {
        EchoScu.needed();
        List<String> commands = Markdown.read("docs/packaging.md").section("OSGi").blocks("console").stream()
                .flatMap(String::lines)
                .map(line -> line.replace(PROMPT, ""))
                .toList();
        assertThat(commands).hasSize(3).startsWith(ADD_FEATURES).endsWith(INSTALL_APPLICATION);

        try (Karaf karaf = withFeatures()) {
            addApplication(karaf, MediatedApplication.class, List.of("org.osgi.framework", "org.pacsscp.api"));
            karaf.start(Map.of());
            for (String command : commands) {
                karaf.enter(command);
            }
            int port = karaf.awaitPort();
            EchoScu.assertVerifies("PACS_SCP", port);
            karaf.end();
            assertThatThrownBy(() -> Verifier.echoOnce("127.0.0.1", port)).isInstanceOf(ConnectException.class);
        }
    }

    /** What was installed without a mediator is refreshed when one comes. */
    @Test
    void storesFromABundleWhoseDataSetsWereThereBefore() throws Exception {
        String json = DataSetJsonWriter.create().write(Invention.ofSeed(1).image(Modality.CT));
        Path image = Files.writeString(directory.resolve("image.json"), json);
        List<String> imports = List.of(
                "org.osgi.framework",
                "org.pacsscp.api",
                "org.pacsscp.client",
                "org.pacsscp.dataset",
                "org.pacsscp.dataset.json");
        try (FakePacs pacs = FakePacs.start();
                Karaf karaf = withFeatures()) {
            addApplication(karaf, JsonClientApplication.class, imports);
            karaf.start(Map.of(
                    JsonClientApplication.IMAGE,
                    image.toString(),
                    JsonClientApplication.PORT,
                    Integer.toString(pacs.port())));
            karaf.enter(ADD_FEATURES);
            karaf.enter("feature:install pacs-scp-dataset-json");
            karaf.enter("feature:install pacs-scp-client");
            karaf.enter(INSTALL_APPLICATION);
            assertThat(pacs.takeStored(Duration.ofMinutes(5)).dataSet())
                    .isEqualTo(DataSetJsonReader.create().read(json));
            karaf.end();
        }
    }

    @Test
    void keepsAndFindsInAnArchiveAndAWorklist() throws Exception {
        try (Karaf karaf = withFeatures()) {
            addApplication(karaf, ArchiveApplication.class, ArchiveCheck.IMPORTS);
            String driver = addDriver(karaf);
            karaf.start(Map.of(
                    ArchiveApplication.DIRECTORY, directory.resolve("archive").toString()));
            karaf.enter(ADD_FEATURES);
            karaf.enter("feature:install pacs-scp-archive pacs-scp-worklist pacs-scp-audit");
            karaf.enter("bundle:install -s " + driver);
            karaf.enter(INSTALL_APPLICATION);
            ArchiveCheck.assertKeepsAndFinds(karaf.awaitPort());
            karaf.end();
            assertThat(karaf.log()).doesNotContain("| ERROR |");
        }
    }

    /** Unpacks Karaf and puts the features and their bundles where it finds them. */
    private Karaf withFeatures() throws IOException, InterruptedException {
        Karaf karaf = Karaf.unpack(directory);
        karaf.add(
                "org.pacsscp",
                "pacs-scp-karaf",
                Artifacts.property("pacsscp.version"),
                "-features.xml",
                Feature.file());
        List<Feature.Content> bundles = Feature.all().stream()
                .flatMap(feature -> feature.bundles().stream())
                .distinct()
                .toList();
        for (Feature.Content bundle : bundles) {
            karaf.add(bundle.group(), bundle.artifact(), bundle.version(), ".jar", bundle.jar());
        }
        return karaf;
    }

    /** Makes the bundle of an application, and puts it where Karaf finds it. */
    private void addApplication(Karaf karaf, Class<? extends BundleActivator> activator, List<String> imports)
            throws IOException {
        karaf.add("com.example", "hospital", "1.0.0", ".jar", BundleJar.application(directory, activator, imports));
    }

    /** Puts the driver of SQLite where Karaf finds it; returns its name. */
    private static String addDriver(Karaf karaf) throws IOException {
        String version = Artifacts.property("pacsscp.version.sqlite");
        karaf.add(
                "org.xerial",
                "sqlite-jdbc",
                version,
                ".jar",
                Artifacts.osgi("database").resolve("sqlite-jdbc-" + version + ".jar"));
        return "mvn:org.xerial/sqlite-jdbc/" + version;
    }
}

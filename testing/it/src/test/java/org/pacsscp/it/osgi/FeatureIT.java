package org.pacsscp.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.pacsscp.it.Artifacts;
import org.pacsscp.it.EchoScu;
import org.pacsscp.it.osgi.application.ArchiveApplication;
import org.pacsscp.it.osgi.application.MediatedApplication;
import org.pacsscp.testing.document.Markdown;

/** The features that are published for Karaf name all bundles that are needed, beside the SLF4J that Karaf has. */
@Timeout(300)
class FeatureIT {
    @TempDir
    Path directory;

    @Test
    void areWhatTheSchemaOfKarafAllows() throws Exception {
        Karaf karaf = Karaf.unpack(directory);
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(karaf.schema()))
                .newValidator()
                .validate(new StreamSource(Feature.file().toFile()));
    }

    @Test
    void haveTheVersionOfTheBuildAndNameEachOther() throws IOException {
        List<Feature> features = Feature.all();
        List<String> names = features.stream().map(Feature::name).toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(features).allSatisfy(feature -> {
            assertThat(feature.version()).isEqualTo(Artifacts.property("pacsscp.version"));
            assertThat(names).containsAll(feature.features());
            assertThat(feature.bundles()).isNotEmpty();
        });
    }

    /** A mediator weaves classes as they are loaded, and an application's bundle is started at level 80. */
    @Test
    void startTheMediatorBeforeWhatItWeavesAndThatBeforeApplications() throws IOException {
        assertThat(bundles())
                .allSatisfy(bundle -> assertThat(bundle.startLevel())
                        .as(bundle.artifact())
                        .isEqualTo(bundle.isOurs() || bundle.artifact().startsWith("jackson") ? 60 : 20));
    }

    @Test
    void areThoseOfTheDocument() throws IOException {
        String document = Markdown.read("docs/packaging.md").section("OSGi").text();
        assertThat(document.lines()
                        .filter(line -> line.startsWith("| `pacs-scp"))
                        .map(line -> line.split("`", -1)[1]))
                .containsExactlyElementsOf(Feature.all().stream()
                        .filter(feature -> !feature.hidden())
                        .map(Feature::name)
                        .toList());
        assertThat(bundles()).filteredOn(bundle -> !bundle.isOurs()).allSatisfy(bundle -> {
            assertThat(document).contains("`" + bundle.artifact() + "`");
            assertThat(document).contains(bundle.version());
        });
    }

    @ParameterizedTest
    @EnumSource
    void startAServer(FrameworkKind kind) throws Exception {
        EchoScu.needed();
        try (OsgiContainer container = withFeatures(kind)) {
            Bundle application = container.install(BundleJar.application(
                    directory, MediatedApplication.class, List.of("org.osgi.framework", "org.pacsscp.api")));
            application.start();
            EchoScu.assertVerifies("PACS_SCP", container.port(application));
        }
    }

    @ParameterizedTest
    @EnumSource
    void startAnArchiveWhoseDriverComesLater(FrameworkKind kind) throws Exception {
        System.setProperty(
                ArchiveApplication.DIRECTORY, directory.resolve("archive").toString());
        try (OsgiContainer container = withFeatures(kind)) {
            container.startAll(files("database"));
            Bundle application =
                    container.install(BundleJar.application(directory, ArchiveApplication.class, ArchiveCheck.IMPORTS));
            application.start();
            ArchiveCheck.assertKeepsAndFinds(container.port(application));
        } finally {
            System.clearProperty(ArchiveApplication.DIRECTORY);
        }
    }

    private OsgiContainer withFeatures(FrameworkKind kind) throws IOException, BundleException {
        List<Path> jars = new ArrayList<>(files("pax-logging"));
        for (Feature.Content bundle : bundles()) {
            jars.add(bundle.jar());
        }
        OsgiContainer container = OsgiContainer.start(kind, directory.resolve("storage"));
        container.startAll(jars);
        return container;
    }

    private static List<Path> files(String kind) throws IOException {
        try (Stream<Path> files = Files.list(Artifacts.osgi(kind))) {
            return files.toList();
        }
    }

    /** Returns the bundles of all features in the order in which a container starts them. */
    private static List<Feature.Content> bundles() throws IOException {
        return Feature.all().stream()
                .flatMap(feature -> feature.bundles().stream())
                .distinct()
                .sorted(Comparator.comparingInt(Feature.Content::startLevel))
                .toList();
    }
}

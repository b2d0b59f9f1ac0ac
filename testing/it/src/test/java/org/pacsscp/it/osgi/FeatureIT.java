package org.pacsscp.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.pacsscp.it.Artifacts;
import org.pacsscp.it.EchoScu;
import org.pacsscp.it.Markdown;
import org.pacsscp.it.osgi.application.MediatedApplication;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The feature of docs/packaging.md names all bundles that are needed, beside the SLF4J that Karaf has. */
@Timeout(60)
class FeatureIT {
    private static final String NAMESPACE = "http://karaf.apache.org/xmlns/features/v1.6.0";

    @TempDir
    Path directory;

    /** A bundle of the feature. */
    private record Entry(int startLevel, String group, String artifact, String version) {
        static Entry of(Element element) {
            String[] name = element.getTextContent().strip().split("[:/]", -1);
            assertThat(name).as(element.getTextContent()).hasSize(4).startsWith("mvn");
            return new Entry(Integer.parseInt(element.getAttribute("start-level")), name[1], name[2], name[3]);
        }

        /** What was built, or what the build has fetched under that name. */
        Path jar() throws IOException {
            if (group.equals("org.pacsscp")) {
                assertThat(version).isEqualTo(Artifacts.property("pacsscp.version"));
                return Artifacts.jar(artifact.replace("pacs-scp-", ""));
            }
            Path jar = Artifacts.osgi("mediator").resolve(artifact + "-" + version + ".jar");
            assertThat(jar).exists();
            return jar;
        }
    }

    @Test
    void isAFeatureOfKaraf() throws Exception {
        Document feature = feature();
        Element root = feature.getDocumentElement();
        assertThat(root.getNamespaceURI()).isEqualTo(NAMESPACE);
        assertThat(root.getLocalName()).isEqualTo("features");
        List<Element> features = features(root);
        assertThat(features)
                .extracting(each -> each.getAttribute("name"))
                .containsExactly("pacs-scp", "pacs-scp-client");
        // An OSGi version has numbers and a qualifier, with a dot before it.
        assertThat(features)
                .extracting(each -> each.getAttribute("version"))
                .containsOnly(Artifacts.property("pacsscp.version").replace('-', '.'));
        assertThat(features.get(1)
                        .getElementsByTagNameNS(NAMESPACE, "feature")
                        .item(0)
                        .getTextContent())
                .isEqualTo("pacs-scp");
    }

    @ParameterizedTest
    @EnumSource
    void startsAServer(FrameworkKind kind) throws Exception {
        EchoScu.needed();
        List<Path> jars = new ArrayList<>();
        try (var slf4j = Files.list(Artifacts.osgi("pax-logging"))) {
            jars.addAll(slf4j.toList());
        }
        for (Entry entry : entries()) {
            jars.add(entry.jar());
        }
        try (OsgiContainer container = OsgiContainer.start(kind, directory.resolve("storage"))) {
            container.startAll(jars);
            Bundle application = container.install(BundleJar.application(
                    directory, MediatedApplication.class, List.of("org.osgi.framework", "org.pacsscp.api")));
            application.start();
            EchoScu.assertVerifies("PACS_SCP", container.port(application));
        }
    }

    /** Returns those at the top, which may name others. */
    private static List<Element> features(Element root) {
        List<Element> features = new ArrayList<>();
        for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                features.add(element);
            }
        }
        return features;
    }

    /** Returns the bundles in the order in which a container starts them. */
    private static List<Entry> entries() throws Exception {
        NodeList bundles = feature().getElementsByTagNameNS(NAMESPACE, "bundle");
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < bundles.getLength(); i++) {
            entries.add(Entry.of((Element) bundles.item(i)));
        }
        entries.sort(Comparator.comparingInt(Entry::startLevel));
        assertThat(entries).hasSize(11);
        return entries;
    }

    private static Document feature() throws IOException, ParserConfigurationException, SAXException {
        List<String> blocks = Markdown.read("docs/packaging.md").section("OSGi").blocks("xml");
        assertThat(blocks).hasSize(1);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(blocks.get(0))));
    }
}

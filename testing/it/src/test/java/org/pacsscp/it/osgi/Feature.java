package org.pacsscp.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.pacsscp.it.Artifacts;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A feature of the file that is published for Karaf.
 *
 * @param hidden whether it is there for other features only
 * @param features the names of those that it brings
 */
record Feature(String name, String version, boolean hidden, List<String> features, List<Content> bundles) {
    static final String NAMESPACE = "http://karaf.apache.org/xmlns/features/v1.6.0";

    private static final Path FILE = Path.of("integrations/pacs-scp-karaf/target/features.xml");

    /** A bundle of a feature. */
    record Content(int startLevel, String group, String artifact, String version) {
        private static Content of(Element element) {
            String[] name = element.getTextContent().strip().split("[:/]", -1);
            assertThat(name).as(element.getTextContent()).hasSize(4).startsWith("mvn");
            return new Content(Integer.parseInt(element.getAttribute("start-level")), name[1], name[2], name[3]);
        }

        boolean isOurs() {
            return group.equals("org.pacsscp");
        }

        /** What was built, or what the build has fetched under that name. */
        Path jar() {
            if (isOurs()) {
                assertThat(version).isEqualTo(Artifacts.property("pacsscp.version"));
                return Artifacts.jar(artifact.replace("pacs-scp-", ""));
            }
            return Stream.of("mediator", "json")
                    .map(kind -> Artifacts.osgi(kind).resolve(artifact + "-" + version + ".jar"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the build has not fetched " + this));
        }
    }

    /** Returns the file, as the build has filled it. */
    static Path file() {
        return Artifacts.top().resolve(FILE);
    }

    /** Returns all, in the order of the file. */
    static List<Feature> all() throws IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        try {
            Element root = factory.newDocumentBuilder().parse(file().toFile()).getDocumentElement();
            return children(root, "feature").stream().map(Feature::of).toList();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file() + " cannot be read", e);
        }
    }

    private static Feature of(Element element) {
        return new Feature(
                element.getAttribute("name"),
                element.getAttribute("version"),
                Boolean.parseBoolean(element.getAttribute("hidden")),
                children(element, "feature").stream()
                        .map(Element::getTextContent)
                        .toList(),
                children(element, "bundle").stream().map(Content::of).toList());
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element
                    && NAMESPACE.equals(element.getNamespaceURI())
                    && name.equals(element.getLocalName())) {
                children.add(element);
            }
        }
        return children;
    }
}

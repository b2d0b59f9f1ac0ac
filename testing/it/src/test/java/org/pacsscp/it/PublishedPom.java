package org.pacsscp.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The POM that is published for a module: the build writes it without parent. */
final class PublishedPom {
    private final Document document;

    private PublishedPom(Document document) {
        this.document = document;
    }

    /**
     * Reads the POM of a module.
     *
     * @param module its short name, such as {@code core}
     */
    static PublishedPom read(String module) throws IOException {
        try {
            return new PublishedPom(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(path(module).toFile()));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(path(module) + " cannot be read", e);
        }
    }

    static Path path(String module) {
        return Artifacts.top().resolve(Artifacts.directory(module)).resolve("target/published-pom.xml");
    }

    /** Returns the texts of the elements at a path below {@code project}, such as {@code scm/url}. */
    List<String> texts(String path) {
        try {
            NodeList found = (NodeList) XPathFactory.newInstance()
                    .newXPath()
                    .evaluate("/project/" + path, document, XPathConstants.NODESET);
            return IntStream.range(0, found.getLength())
                    .mapToObj(i -> found.item(i).getTextContent().strip())
                    .toList();
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}

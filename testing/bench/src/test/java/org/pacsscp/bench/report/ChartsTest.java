package org.pacsscp.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.pacsscp.bench.measure.Results;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ChartsTest {
    private final Results results = Invented.results();

    @Test
    void aChartIsWellFormedAndHasALineForEachServer() throws Exception {
        Document chart = parse(Charts.throughput(results, "scaling").orElseThrow());

        assertThat(chart.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(chart.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(chart.getElementsByTagName("circle").getLength()).isEqualTo(4);
    }

    @Test
    void axesAreLabelled() throws Exception {
        Document chart = parse(Charts.throughput(results, "scaling").orElseThrow());

        assertThat(chart.getDocumentElement().getTextContent())
                .contains("associations", "operations/s", "pacs-scp", "floor", "500", "2,000");
    }

    /** 2,000 operations a second, the greatest median, is the last tick; the first point is at the left end. */
    @Test
    void pointsLieWhereTheirValuesAre() throws Exception {
        Document chart = parse(Charts.throughput(results, "scaling").orElseThrow());

        Element floor = (Element) chart.getElementsByTagName("polyline").item(0);
        Element pacsScp = (Element) chart.getElementsByTagName("polyline").item(1);
        assertThat(floor.getAttribute("points")).isEqualTo("84.0,84.0 696.0,84.0");
        assertThat(pacsScp.getAttribute("points")).isEqualTo("84.0,154.0 696.0,294.0");
    }

    @Test
    void whatWasNotMeasuredIsNotDrawn() {
        assertThat(Charts.memory(results, "idle")).isEmpty();
        assertThat(Charts.memory(results, "scaling")).isEmpty();
    }

    @Test
    void namesAreEscaped() throws Exception {
        LineChart.Line line = new LineChart.Line("<&>", java.util.List.of(new LineChart.Point(1, 0)));
        LineChart chart = new LineChart("a < b", "x & y", "z", false, java.util.List.of(line));

        assertThat(parse(chart.svg()).getDocumentElement().getTextContent()).contains("<&>", "a < b", "x & y");
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}

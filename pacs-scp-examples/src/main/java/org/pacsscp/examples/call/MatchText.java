package org.pacsscp.examples.call;

import java.util.ArrayList;
import java.util.List;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Vr;
import org.pacsscp.examples.terminal.VisibleText;

/** Writes a match for a person, an attribute a line, as keys are typed: {@code PatientID=P1}. */
final class MatchText {
    private final List<String> lines = new ArrayList<>();

    private MatchText() {}

    static List<String> lines(DataSet match) {
        MatchText text = new MatchText();
        text.add(match, "");
        return text.lines;
    }

    private void add(DataSet dataSet, String path) {
        for (Element element : dataSet) {
            String name = path + Attributes.name(element.tag());
            List<DataSet> items = element.sequence();
            for (int i = 0; i < items.size(); i++) {
                add(items.get(i), name + "[" + i + "].");
            }
            if (items.isEmpty()) {
                lines.add(name + "=" + VisibleText.of(value(element)));
            }
        }
    }

    private static String value(Element element) {
        Vr vr = element.vr();
        return vr.isText() || vr.isMultiValued() || element.isEmpty()
                ? String.join("\\", element.texts())
                : "(" + element.length() + " bytes)";
    }
}

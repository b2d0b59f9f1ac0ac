package org.pacsscp.dataset;

import java.io.IOException;
import java.util.List;

/** A sequence whose value representation was unknown to a device on its way: Implicit VR Little Endian (PS3.5 section 6.2.2). */
final class UnknownSequence {
    private UnknownSequence() {}

    /** The items of a value that nobody has looked into; none if it is no sequence. */
    static List<DataSet> items(Element element) {
        int from = element.offset();
        try (DataSetReader reader =
                DataSetReader.ofItems(element.source(), from, from + element.length(), element.tag())) {
            return reader.items(element.dataSet());
        } catch (IOException e) {
            return List.of();
        }
    }
}

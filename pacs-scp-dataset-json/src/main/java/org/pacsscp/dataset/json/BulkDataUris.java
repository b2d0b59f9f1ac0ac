package org.pacsscp.dataset.json;

import java.util.Optional;
import org.pacsscp.dataset.Element;

/**
 * Says which values are not written into the JSON, and where they are to be had (PS3.18 section F.2.6).
 *
 * <pre>{@code
 * BulkDataUris pixels = element -> element.tag() == Tag.PIXEL_DATA ? Optional.of(uri) : Optional.empty();
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface BulkDataUris {
    /**
     * Returns the address of a value. It is asked for each element that is not empty and whose value representation may have one:
     * all but AE, AS, AT, CS, DA, DT, LO, PN, SH, SQ, TM, UI and UR.
     *
     * @param element the element, perhaps in an item
     * @return the address that becomes its BulkDataURI; empty if the value is to be written
     */
    Optional<String> uriOf(Element element);
}

package org.pacsscp.dataset;

/**
 * What comes next in a data set that is read piece by piece.
 *
 * @since 0.1.0
 */
public enum ReadEvent {
    /** An element with a value of its own. */
    ELEMENT,
    /** A sequence begins: items follow. */
    SEQUENCE,
    /** An item begins: elements follow. */
    ITEM,
    /** The item ends. */
    ITEM_END,
    /** The sequence ends. */
    SEQUENCE_END,
    /** An encapsulated value begins, as of compressed pixel data (PS3.5 A.4): fragments follow. */
    FRAGMENTS,
    /** A fragment, with a value; the first one is the basic offset table. */
    FRAGMENT,
    /** The encapsulated value ends. */
    FRAGMENTS_END,
    /** The data set ends, or the element comes before which reading stops. */
    END
}

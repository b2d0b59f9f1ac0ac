package org.pacsscp.testkit.script;

/**
 * How a scripted peer cuts what it sends. No engine may answer one way otherwise than the others.
 *
 * @since 0.1.0
 */
public enum Segmentation {
    /** Each {@code send} is a write of its own, and is cut where the script has a bar. */
    AS_WRITTEN,
    /** A write, and without Nagle's algorithm a segment, for each byte. */
    BYTE_BY_BYTE,
    /** All that is sent before something is expected, or {@link ScriptedPeer#flush}, goes out in one write. */
    ALL_AT_ONCE
}

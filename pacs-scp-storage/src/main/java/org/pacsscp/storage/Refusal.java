package org.pacsscp.storage;

/**
 * Why an instance was not stored, as far as an operator can do something about it; the log and the Error Comment say more.
 *
 * @since 0.1.0
 */
public enum Refusal {
    /** The disk is full or nearly so, or the quota is reached: A700H. */
    NO_ROOM,
    /** The store cannot be written to: A700H. */
    STORE_FAILED,
    /** The index cannot be used: A700H. */
    INDEX_FAILED,
    /** Too much waits to be handed on, or there is no memory for the header: A700H. */
    OVERLOADED,
    /** Another instance of its UID is stored: C111H. */
    DUPLICATE,
    /** What came is no instance, or none that the index takes: C000H, 0117H, or what the index says. */
    UNUSABLE,
    /** The association ended, or broke, before it was whole: there was nobody to answer. */
    INCOMPLETE
}

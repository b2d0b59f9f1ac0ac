package org.pacsscp.dataset.match;

/**
 * What a service does with an attribute that a query names (PS3.4 sections C.2.2.1.3 and K.2.2.1.1.2).
 *
 * @since 0.1.0
 */
public enum KeySupport {
    /** Matches it, and answers it. */
    MATCHED,

    /** Answers it, whatever the query wants it to be. */
    RETURNED,

    /** Does not know it: neither matches nor answers it. The answers then have the status FF01H. */
    UNSUPPORTED
}

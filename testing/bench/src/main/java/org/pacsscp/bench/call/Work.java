package org.pacsscp.bench.call;

/** What is asked for again and again. */
enum Work {
    /** C-ECHO on one association. */
    ECHO,
    /** An association, a C-ECHO on it and its release. */
    ASSOC,
    /** C-STORE of one instance on one association. */
    STORE
}

package org.pacsscp.storage;

/**
 * What becomes of an instance that is stored already. C-STORE has no status for that (PS3.4 Table B.2-1), so a refusal is C111H
 * with a comment.
 *
 * <p>Instances are the same here if their data sets are, byte by byte, in the same transfer syntax. Whatever the policy, what
 * storage commitment was given for is never replaced (PS3.4 J.3.3.1.2): then the same instance is answered with success, and
 * another one refused.
 *
 * @since 0.1.0
 */
public enum DuplicatePolicy {
    /** The same instance is answered with success and not stored again; another one is refused. The default. */
    SAME_BYTES,

    /** The old instance is kept and the new one dropped, whatever it is, with success; the log warns where they differ. */
    KEEP,

    /** The new instance takes the place of the old one. */
    REPLACE,

    /** The new instance is refused, even the same. */
    REFUSE
}

package org.pacsscp.worklist.mpps;

/**
 * What a modality may leave out although the standard asks for it.
 *
 * @since 0.1.0
 */
public enum MppsLeniency {
    /**
     * The SOP Instance UID of N-CREATE (PS3.4 section F.7.2.1.2): one is made, and returned. Without this, the answer is 0117H.
     */
    INSTANCE_UID,

    /** Attributes of type 1, or their values, but for the status: a line of the log names them. Without this, the answer is 0120H or 0121H. */
    REQUIRED_ATTRIBUTES
}

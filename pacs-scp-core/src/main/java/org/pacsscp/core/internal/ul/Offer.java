package org.pacsscp.core.internal.ul;

import org.pacsscp.api.Uid;

/**
 * What we tell every peer of ourselves, whichever side we are.
 *
 * @param maxPduLength the longest P-DATA-TF that we take (PS3.8 D.1)
 * @param implementationClassUid of the application, or ours (PS3.7 D.3.3.2)
 * @param implementationVersionName likewise
 */
public record Offer(long maxPduLength, Uid implementationClassUid, String implementationVersionName) {}

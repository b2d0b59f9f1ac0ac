/**
 * Modality performed procedure step (MPPS): what modalities report of what they do (PS3.4 sections F.7 to F.9), ready to be given
 * to a server.
 *
 * <p>{@link org.pacsscp.worklist.mpps.MppsHandler} keeps the steps in a {@link org.pacsscp.worklist.mpps.MppsStore} and tells
 * {@link org.pacsscp.worklist.mpps.MppsListener}s.
 */
@NullMarked
package org.pacsscp.worklist.mpps;

import org.jspecify.annotations.NullMarked;

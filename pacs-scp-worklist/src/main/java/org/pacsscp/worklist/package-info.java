/**
 * Modality worklist (PS3.4 Annex K): what modalities ask for, ready to be given to a server.
 *
 * <p>{@link org.pacsscp.worklist.WorklistHandler} answers queries from a {@link org.pacsscp.worklist.WorklistSource}: a
 * {@linkplain org.pacsscp.worklist.WorklistDirectory directory of files}, a database ({@code org.pacsscp.worklist.jdbc}), or
 * whatever an application has. What modalities report of the steps that they perform is served by {@code
 * org.pacsscp.worklist.mpps}.
 */
@NullMarked
package org.pacsscp.worklist;

import org.jspecify.annotations.NullMarked;

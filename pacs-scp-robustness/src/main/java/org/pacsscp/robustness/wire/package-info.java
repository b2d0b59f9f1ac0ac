/**
 * A client of bytes: PDUs (PS3.8), command sets (PS3.7) and whatever else a peer may send, made from scratch, without help
 * of what is attacked.
 */
@NullMarked
package org.pacsscp.robustness.wire;

import org.jspecify.annotations.NullMarked;

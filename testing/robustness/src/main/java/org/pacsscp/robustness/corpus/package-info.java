/**
 * The corpus: what hostile and broken peers say, and the exact answer to each, as data. A {@link Player} plays it against
 * any acceptor.
 */
@NullMarked
package org.pacsscp.robustness.corpus;

import org.jspecify.annotations.NullMarked;

/** A long run with load and faults, and what it shows of an acceptor over time. */
@NullMarked
package org.pacsscp.robustness.soak;

import org.jspecify.annotations.NullMarked;

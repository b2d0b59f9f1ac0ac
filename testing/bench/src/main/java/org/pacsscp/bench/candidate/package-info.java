/** Servers to be measured, each a process of its own. */
@NullMarked
package org.pacsscp.bench.candidate;

import org.jspecify.annotations.NullMarked;

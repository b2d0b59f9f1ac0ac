/** Recorded conversations, changed by chance, with an acceptor whose every answer is judged. */
@NullMarked
package org.pacsscp.robustness.fuzz;

import org.jspecify.annotations.NullMarked;

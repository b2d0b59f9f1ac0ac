/** The terminal, if there is one. */
@NullMarked
package org.pacsscp.examples.terminal;

import org.jspecify.annotations.NullMarked;

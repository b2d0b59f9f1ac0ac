/** A binding of SLF4J that keeps what is logged for a window to show. */
@NullMarked
package org.pacsscp.examples.window.log;

import org.jspecify.annotations.NullMarked;

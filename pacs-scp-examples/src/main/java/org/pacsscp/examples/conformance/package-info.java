/** How a conformance statement is printed. */
@NullMarked
package org.pacsscp.examples.conformance;

import org.jspecify.annotations.NullMarked;

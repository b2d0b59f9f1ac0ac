/** The library by itself, in programs of some sixty lines: to read and to copy. */
@NullMarked
package org.pacsscp.examples.small;

import org.jspecify.annotations.NullMarked;

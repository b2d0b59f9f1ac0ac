/** Data sets as text for people. */
@NullMarked
package org.pacsscp.examples.dump;

import org.jspecify.annotations.NullMarked;

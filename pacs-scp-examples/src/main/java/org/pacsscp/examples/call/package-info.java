/** Calls to peers: what is asked for, what a person or a program is told of it. */
@NullMarked
package org.pacsscp.examples.call;

import org.jspecify.annotations.NullMarked;

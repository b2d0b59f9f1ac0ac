/** A load generator: what it sends is made beforehand, what it does is done by one thread. */
@NullMarked
package org.pacsscp.bench.load;

import org.jspecify.annotations.NullMarked;

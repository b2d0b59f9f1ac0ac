/** Container images as docs/containers.md makes them, built and run here without a daemon. */
@NullMarked
package org.pacsscp.it.container;

import org.jspecify.annotations.NullMarked;

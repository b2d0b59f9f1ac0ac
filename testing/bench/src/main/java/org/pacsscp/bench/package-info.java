/** How fast the server is, and how much it needs. */
@NullMarked
package org.pacsscp.bench;

import org.jspecify.annotations.NullMarked;

/** The client under test, as a load on any server. */
@NullMarked
package org.pacsscp.bench.call;

import org.jspecify.annotations.NullMarked;

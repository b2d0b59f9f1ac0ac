/** The server under test, as a process of its own. */
@NullMarked
package org.pacsscp.bench.serve;

import org.jspecify.annotations.NullMarked;

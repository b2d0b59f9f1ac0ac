/** A floor under any acceptor: answers with bytes made beforehand, and checks nothing. */
@NullMarked
package org.pacsscp.bench.floor;

import org.jspecify.annotations.NullMarked;

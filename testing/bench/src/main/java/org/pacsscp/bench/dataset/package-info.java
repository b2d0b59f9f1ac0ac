/** Data sets beside other libraries that read and write them: who needs how long for the same. */
@NullMarked
package org.pacsscp.bench.dataset;

import org.jspecify.annotations.NullMarked;

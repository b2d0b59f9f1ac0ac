/** Data sets, beside what other implementations read, write and answer. */
@NullMarked
package org.pacsscp.it.dataset;

import org.jspecify.annotations.NullMarked;

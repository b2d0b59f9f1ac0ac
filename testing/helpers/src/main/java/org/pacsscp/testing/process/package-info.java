/** Programs of others, which tests and benchmarks start. */
@NullMarked
package org.pacsscp.testing.process;

import org.jspecify.annotations.NullMarked;

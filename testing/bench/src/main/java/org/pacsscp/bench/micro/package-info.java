/** JMH benchmarks of the engine's parts: how long each takes, and what it allocates. */
@NullMarked
package org.pacsscp.bench.micro;

import org.jspecify.annotations.NullMarked;

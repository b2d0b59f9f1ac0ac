/** What is done to the servers. */
@NullMarked
package org.pacsscp.bench.scenario;

import org.jspecify.annotations.NullMarked;

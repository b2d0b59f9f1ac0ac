/** What it costs to measure a server: pairs of C-ECHO without and with metrics, or a recording of the Flight Recorder. */
@NullMarked
package org.pacsscp.bench.overhead;

import org.jspecify.annotations.NullMarked;

/** What was measured while a group of hospitals worked. */
@NullMarked
package org.pacsscp.bench.hospital.figure;

import org.jspecify.annotations.NullMarked;

/** What is measured, and what becomes of the figures. */
@NullMarked
package org.pacsscp.bench.measure;

import org.jspecify.annotations.NullMarked;

/** Options of the programs from a file of properties. */
@NullMarked
package org.pacsscp.examples.config;

import org.jspecify.annotations.NullMarked;

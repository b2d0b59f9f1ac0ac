/** Servers to run from the command line: how an application embeds pacs-scp. */
@NullMarked
package org.pacsscp.examples;

import org.jspecify.annotations.NullMarked;

/** A bundle that plugs in a handler of C-ECHO; its two versions differ in what they answer. */
@NullMarked
package org.pacsscp.it.osgi.plugin;

import org.jspecify.annotations.NullMarked;

/** The window itself, in Swing: it shows and asks, and leaves everything else to the presenter. */
@NullMarked
package org.pacsscp.examples.window.swing;

import org.jspecify.annotations.NullMarked;

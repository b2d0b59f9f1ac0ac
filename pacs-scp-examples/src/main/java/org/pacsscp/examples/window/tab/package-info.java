/** What the tabs of the window share, without the window. */
@NullMarked
package org.pacsscp.examples.window.tab;

import org.jspecify.annotations.NullMarked;

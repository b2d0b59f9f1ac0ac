/** What a window on a server does, without the window: what was typed, what is shown, what happens between. */
@NullMarked
package org.pacsscp.examples.window;

import org.jspecify.annotations.NullMarked;

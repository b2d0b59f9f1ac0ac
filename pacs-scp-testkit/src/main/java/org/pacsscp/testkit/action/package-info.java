/**
 * Handlers called without a socket.
 *
 * <p>Begin with {@link org.pacsscp.testkit.action.ActionTester}.
 */
@NullMarked
package org.pacsscp.testkit.action;

import org.jspecify.annotations.NullMarked;

/**
 * Peers that say and expect exact bytes, written as readable scripts, in either role.
 *
 * <p>Begin with {@link org.pacsscp.testkit.script.ScriptedPeer}. What is sent and what was expected may be shown in the errors
 * of a test: use invented data.
 */
@NullMarked
package org.pacsscp.testkit.script;

import org.jspecify.annotations.NullMarked;

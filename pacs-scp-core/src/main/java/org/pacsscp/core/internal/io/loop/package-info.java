/**
 * Loops: threads that wait for channels, deadlines and tasks, and what those who have connections on them share. They know no
 * connection but as a {@link org.pacsscp.core.internal.io.loop.LoopMember}.
 */
@NullMarked
package org.pacsscp.core.internal.io.loop;

import org.jspecify.annotations.NullMarked;

/**
 * Requests under way (PS3.7): who serves them, their data sets, and what becomes of those that have to wait.
 *
 * <p>{@link org.pacsscp.core.internal.operation.Workers} takes an association's messages from its loop, {@link
 * org.pacsscp.core.internal.operation.MessageExchange} decides what becomes of each, and {@link
 * org.pacsscp.core.internal.operation.Worker} serves those that want a thread of the executor.
 */
@NullMarked
package org.pacsscp.core.internal.operation;

import org.jspecify.annotations.NullMarked;

package org.pacsscp.core.internal.engine;

import org.pacsscp.api.PresentationContext;
import org.pacsscp.core.internal.dimse.ReceivedCommandSet;

/**
 * A request that is being served.
 *
 * @param presentationContext what it came on
 * @param command its command set
 * @param arrivedAt when that was complete, in the nanoseconds of {@link System#nanoTime()}
 */
record Request(PresentationContext presentationContext, ReceivedCommandSet command, long arrivedAt) {}

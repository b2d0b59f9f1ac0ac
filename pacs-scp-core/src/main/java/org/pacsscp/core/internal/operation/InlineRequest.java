package org.pacsscp.core.internal.operation;

import org.pacsscp.api.Association;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Request;

/** A request that is answered on the loop, at once. */
record InlineRequest(Association association, PresentationContext presentationContext, CommandSet command)
        implements Request {}

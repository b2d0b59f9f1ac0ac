package org.pacsscp.api;

/** A status and what else the command set has. */
record StatusWithElements(DimseStatus status, CommandElements elements) implements CommandResponse {}

package org.pacsscp.examples.dump;

/**
 * How data sets are shown.
 *
 * @param values whether values that may tell of a patient are shown, too
 * @param colours whether with the colours of a terminal
 */
public record DumpOptions(boolean values, boolean colours) {}

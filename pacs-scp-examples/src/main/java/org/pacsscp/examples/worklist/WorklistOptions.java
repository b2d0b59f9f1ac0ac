package org.pacsscp.examples.worklist;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How worklist and performed steps are served.
 *
 * @param directory has the entries
 * @param performed keeps the steps that modalities report
 * @param maxMatches how many entries a query is answered with; empty for all
 * @param lenient whether modalities may leave out what the standard asks for
 */
public record WorklistOptions(Path directory, Path performed, OptionalLong maxMatches, boolean lenient) {}

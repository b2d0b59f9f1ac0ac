/**
 * What a server conforms to, as tables for a DICOM Conformance Statement (PS3.2 Annex N): made of a live server, and of what its
 * services say of themselves.
 *
 * <pre>{@code
 * Files.writeString(Path.of("tables.md"), ConformanceStatement.of(server).toMarkdown());
 * }</pre>
 *
 * @since 0.1.0
 */
@NullMarked
package org.pacsscp.api.conformance;

import org.jspecify.annotations.NullMarked;

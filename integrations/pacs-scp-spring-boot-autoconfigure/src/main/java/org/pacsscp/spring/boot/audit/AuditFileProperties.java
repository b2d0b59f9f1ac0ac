package org.pacsscp.spring.boot.audit;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Audit messages in files, one for each day.
 *
 * @param directory where the files are; no files by default
 * @since 0.1.0
 */
public record AuditFileProperties(@Nullable Path directory) {}

package org.pacsscp.spring.boot.audit;

import org.jspecify.annotations.Nullable;

/**
 * TLS to an audit record repository.
 *
 * @param bundle the SSL bundle that trusts it, with our certificate if it wants one; what Java trusts by default
 * @since 0.1.0
 */
public record AuditSslProperties(@Nullable String bundle) {}

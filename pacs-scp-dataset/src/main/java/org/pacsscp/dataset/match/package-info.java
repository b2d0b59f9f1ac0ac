/**
 * Matching of data sets against the keys of a query (PS3.4 section C.2.2.2), for query/retrieve and for worklists.
 *
 * <p>{@link org.pacsscp.dataset.match.Query} is what there is to use; {@link org.pacsscp.dataset.match.QueryRules} says what was
 * negotiated, and which service asks.
 */
@NullMarked
package org.pacsscp.dataset.match;

import org.jspecify.annotations.NullMarked;

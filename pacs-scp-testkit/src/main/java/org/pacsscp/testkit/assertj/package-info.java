/**
 * Assertions of AssertJ for data sets and responses. Needs {@code assertj-core}, which the testkit does not bring.
 *
 * <p>Begin with {@link org.pacsscp.testkit.assertj.DicomAssertions}. Their errors show values: use invented data.
 */
@NullMarked
package org.pacsscp.testkit.assertj;

import org.jspecify.annotations.NullMarked;

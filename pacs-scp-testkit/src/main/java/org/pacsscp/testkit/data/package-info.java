/**
 * Invented patients, studies and images for tests, and data sets to bytes and back. Whatever is invented from the same seed is
 * the same.
 */
@NullMarked
package org.pacsscp.testkit.data;

import org.jspecify.annotations.NullMarked;

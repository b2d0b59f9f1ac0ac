/**
 * A PACS that is fake: it answers as a test tells it, remembers what it was asked, and fails on demand.
 *
 * <p>Begin with {@link org.pacsscp.testkit.pacs.FakePacs}. What it was sent may be shown in the errors of a test: use invented
 * data.
 */
@NullMarked
package org.pacsscp.testkit.pacs;

import org.jspecify.annotations.NullMarked;

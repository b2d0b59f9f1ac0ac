/** What is told about a run: text, Markdown, JSON and charts. */
@NullMarked
package org.pacsscp.bench.report;

import org.jspecify.annotations.NullMarked;

/**
 * Data sets as JSON, as PS3.18 Annex F has it: {@link org.pacsscp.dataset.json.DataSetJsonWriter} and {@link
 * org.pacsscp.dataset.json.DataSetJsonReader}.
 */
@NullMarked
package org.pacsscp.dataset.json;

import org.jspecify.annotations.NullMarked;

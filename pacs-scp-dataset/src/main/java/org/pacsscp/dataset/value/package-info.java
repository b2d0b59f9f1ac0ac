/**
 * What values say: text in its character set, names of persons, dates and times, numbers.
 *
 * <p>Nothing here knows of data sets or elements. Reading bears whatever a device has sent; making refuses what the
 * standard forbids. No {@code toString} shows a value, since it may be a patient's.
 */
@NullMarked
package org.pacsscp.dataset.value;

import org.jspecify.annotations.NullMarked;

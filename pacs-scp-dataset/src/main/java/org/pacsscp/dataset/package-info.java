/** DICOM data sets: read, built, encoded and matched. */
@NullMarked
package org.pacsscp.dataset;

import org.jspecify.annotations.NullMarked;

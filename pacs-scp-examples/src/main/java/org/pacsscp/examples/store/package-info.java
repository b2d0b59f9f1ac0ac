/** A storage service (PS3.4 Annex B) that keeps instances as DICOM Part 10 files. */
@NullMarked
package org.pacsscp.examples.store;

import org.jspecify.annotations.NullMarked;

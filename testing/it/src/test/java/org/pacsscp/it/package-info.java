/** Tests of the packaged jars: architecture, descriptors, launch, and real DICOM clients. */
@NullMarked
package org.pacsscp.it;

import org.jspecify.annotations.NullMarked;

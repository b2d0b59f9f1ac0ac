/** The metrics of a DICOM server and client, for Micrometer. */
@NullMarked
package org.pacsscp.spring.boot.metrics;

import org.jspecify.annotations.NullMarked;

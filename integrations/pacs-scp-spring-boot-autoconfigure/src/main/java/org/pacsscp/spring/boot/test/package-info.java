/** Tests of applications with a DICOM server. */
@NullMarked
package org.pacsscp.spring.boot.test;

import org.jspecify.annotations.NullMarked;

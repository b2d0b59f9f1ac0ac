/** The health of a DICOM server, for Actuator. */
@NullMarked
package org.pacsscp.spring.boot.health;

import org.jspecify.annotations.NullMarked;

/** A DICOM server and client in an application of Spring Boot: properties, beans, life cycle. */
@NullMarked
package org.pacsscp.spring.boot;

import org.jspecify.annotations.NullMarked;

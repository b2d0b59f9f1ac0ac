/** An archive in an application of Spring Boot. */
@NullMarked
package org.pacsscp.spring.boot.archive;

import org.jspecify.annotations.NullMarked;

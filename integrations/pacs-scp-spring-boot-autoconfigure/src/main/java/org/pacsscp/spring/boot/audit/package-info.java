/** Audit messages of an application, from properties. */
@NullMarked
package org.pacsscp.spring.boot.audit;

import org.jspecify.annotations.NullMarked;

/** Applications of Spring Boot, run with each line that is served. */
package org.pacsscp.boot;

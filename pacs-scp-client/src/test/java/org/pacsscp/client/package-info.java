@NullMarked
package org.pacsscp.client;

import org.jspecify.annotations.NullMarked;

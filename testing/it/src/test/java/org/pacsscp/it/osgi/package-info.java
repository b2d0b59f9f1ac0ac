/** Tests of the bundles inside OSGi frameworks. What runs inside is in the sub-packages, each packed as a bundle. */
@NullMarked
package org.pacsscp.it.osgi;

import org.jspecify.annotations.NullMarked;

/** The storage service class as a provider (PS3.4 Annex B): instances are kept safely, named, indexed and handed on. */
@NullMarked
package org.pacsscp.storage;

import org.jspecify.annotations.NullMarked;

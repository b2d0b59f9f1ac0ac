package org.pacsscp.archive.catalog;

/**
 * The database of a catalog does not do what it is told. The message says what was to be done and what the database has said, and
 * holds no value of a data set.
 *
 * @since 0.1.0
 */
public class CatalogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message what was wrong, where, and what to do
     * @param cause what the database says
     */
    public CatalogException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Makes one.
     *
     * @param message what was wrong, where, and what to do
     */
    public CatalogException(String message) {
        super(message);
    }
}

package org.pacsscp.bench.hospital.site;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which archive is started.
 *
 * @param postgresql whether the catalog is in PostgreSQL; else it is in SQLite
 * @param processes how many share the catalog and the directory
 */
public record CatalogChoice(boolean postgresql, int processes) {
    private static final Pattern TEXT = Pattern.compile("sqlite|postgresql(?::([1-9]))?");

    public CatalogChoice {
        if (processes < 1 || (processes > 1 && !postgresql)) {
            throw new IllegalArgumentException(processes + " processes over SQLite: only PostgreSQL is shared");
        }
    }

    /** Reads {@code sqlite}, {@code postgresql}, or such as {@code postgresql:2}. */
    public static CatalogChoice parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is no catalog; give sqlite, postgresql, or such as postgresql:2 for two processes");
        }
        return new CatalogChoice(
                !text.equals("sqlite"), matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1)));
    }

    @Override
    public String toString() {
        return (postgresql ? "PostgreSQL" : "SQLite") + (processes > 1 ? ", " + processes + " processes" : "");
    }
}

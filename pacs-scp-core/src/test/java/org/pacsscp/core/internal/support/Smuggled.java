package org.pacsscp.core.internal.support;

/** Throws what a method does not declare, as other languages of the JVM do. */
public final class Smuggled {
    private Smuggled() {}

    public static void throwAnyway(Throwable e) {
        Smuggled.<RuntimeException>throwUnchecked(e);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUnchecked(Throwable e) throws T {
        throw (T) e;
    }
}

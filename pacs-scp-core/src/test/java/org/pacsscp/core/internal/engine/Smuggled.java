package org.pacsscp.core.internal.engine;

/** Throws what a method does not declare, as other languages of the JVM do. */
final class Smuggled {
    private Smuggled() {}

    static void throwAnyway(Throwable e) {
        Smuggled.<RuntimeException>throwUnchecked(e);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUnchecked(Throwable e) throws T {
        throw (T) e;
    }
}

package org.pacsscp.core.internal.io.loop;

/**
 * A fault that happens again whenever its code is called: a class of the engine, or one of the JDK that it uses, is missing or
 * could not be initialised, which is tried once only (JVMS 5.5). Memory that had run out at that moment is enough.
 */
final class LastingFault {
    private static final String ENGINE = "org.pacsscp.core.";

    private LastingFault() {}

    /** Tells whether a fault is one; what code of an application lacks is the application's, and costs no loop. */
    static boolean isOne(Throwable fault) {
        if (!(fault instanceof LinkageError)) {
            return false;
        }
        for (StackTraceElement frame : fault.getStackTrace()) {
            if (!isOfJdk(frame)) {
                return frame.getClassName().startsWith(ENGINE);
            }
        }
        return false;
    }

    private static boolean isOfJdk(StackTraceElement frame) {
        String module = frame.getModuleName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }
}

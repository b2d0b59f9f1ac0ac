package org.pacsscp.core.internal.io.loop;

/** Says in a line what a thread of ours is in. */
final class StackDescription {
    private static final String OURS = "org.pacsscp.core.";

    private StackDescription() {}

    /** Says what has been called, and who of ours has called that. */
    static String culprit(StackTraceElement[] stack) {
        if (stack.length == 0) {
            return "nothing any more";
        }
        int caller = firstOfOurs(stack);
        return described(stack[callee(stack, caller)]) + ", called by "
                + described(stack[Math.min(caller, stack.length - 1)]);
    }

    /** Where the loop's own code stands in a stack whose first element was called last. */
    static int firstOfOurs(StackTraceElement[] stack) {
        int index = 0;
        while (index < stack.length && !stack[index].getClassName().startsWith(OURS)) {
            index++;
        }
        return index;
    }

    /** What the loop's code has called, where that can be told from the JDK's in between. */
    static int callee(StackTraceElement[] stack, int caller) {
        for (int index = caller - 1; index >= 0; index--) {
            String name = stack[index].getClassName();
            if (!name.startsWith("java.") && !name.startsWith("jdk.") && !name.startsWith("sun.")) {
                return index;
            }
        }
        return Math.max(0, caller - 1);
    }

    /** As a stack trace has it, without the names of class loader and module. */
    static String described(StackTraceElement frame) {
        return new StackTraceElement(
                        frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber())
                .toString();
    }
}

package org.pacsscp.examples.terminal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read or written, in a few words. */
public final class FaultText {
    private FaultText() {}

    /**
     * Returns the reason without the name of the file, which stands before it where it is told.
     *
     * @param fault what was thrown
     * @return a few words
     */
    public static String of(IOException fault) {
        if (fault instanceof NoSuchFileException) {
            return "no such file";
        }
        if (fault instanceof AccessDeniedException) {
            return "access denied";
        }
        if (fault instanceof FileSystemLoopException) {
            return "a link that leads to a directory around it";
        }
        return fault instanceof FileSystemException failure && failure.getReason() != null
                ? failure.getReason()
                : String.valueOf(fault.getMessage());
    }
}

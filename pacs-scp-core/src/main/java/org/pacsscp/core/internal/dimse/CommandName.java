package org.pacsscp.core.internal.dimse;

import org.pacsscp.api.CommandField;

/** How a command field is named, also one that PS3.7 does not have. */
public final class CommandName {
    private CommandName() {}

    /** Returns the standard's name, such as {@code C-ECHO-RQ}, or the code in hexadecimal digits. */
    public static String of(int commandFieldCode) {
        return CommandField.of(commandFieldCode)
                .map(CommandField::toString)
                .orElseGet(() -> "%04XH".formatted(commandFieldCode));
    }
}

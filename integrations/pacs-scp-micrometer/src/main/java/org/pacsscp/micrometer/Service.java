package org.pacsscp.micrometer;

import java.util.Optional;
import java.util.Set;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.Uid;

/** What an operation is about: the service class of its SOP class (PS3.4), as far as operators tell them apart. */
enum Service {
    /** C-ECHO. */
    VERIFICATION,
    /** C-STORE, of whatever SOP class. */
    STORAGE,
    /** C-FIND of patients, studies, series and instances, and of hanging protocols and the like. */
    QUERY,
    /** C-MOVE and C-GET. */
    RETRIEVE,
    /** Modality worklist. */
    WORKLIST,
    /** Modality performed procedure step. */
    PERFORMED_PROCEDURE_STEP,
    /** Storage commitment. */
    STORAGE_COMMITMENT,
    /** Unified procedure step. */
    UNIFIED_PROCEDURE_STEP,
    /** Print management. */
    PRINT,
    /** Any other, private ones too. */
    OTHER;

    /** Media creation and display systems, whose numbers are among those of print management. */
    private static final Set<String> NO_PRINT = Set.of("1.2.840.10008.5.1.1.33", "1.2.840.10008.5.1.1.40");

    /** Returns what a request of a peer's is about. Makes no object for the usual commands. */
    static Service of(Command command, CommandSet request) {
        Optional<Service> known = command.service;
        return known.isPresent() ? known.get() : of(command, request.sopClassUid());
    }

    /** Returns what a request with a SOP class, if it has one, is about. */
    static Service of(Command command, Optional<Uid> sopClass) {
        Optional<Service> known = command.service;
        return known.isPresent()
                ? known.get()
                : sopClass.map(uid -> of(command, uid.value())).orElse(OTHER);
    }

    /** The numbers are those of PS3.6 Table A-1, which groups SOP classes by service. */
    private static Service of(Command command, String sopClass) {
        if (isOrIsBelow(sopClass, "1.2.840.10008.5.1.4.31")) {
            return WORKLIST;
        }
        if (sopClass.startsWith("1.2.840.10008.3.1.2.3.")) {
            return PERFORMED_PROCEDURE_STEP;
        }
        if (sopClass.startsWith("1.2.840.10008.1.20.")) {
            return STORAGE_COMMITMENT;
        }
        if (sopClass.startsWith("1.2.840.10008.5.1.4.34.6.")) {
            return UNIFIED_PROCEDURE_STEP;
        }
        if (sopClass.startsWith("1.2.840.10008.5.1.1.") && !NO_PRINT.contains(sopClass)) {
            return PRINT;
        }
        return command == Command.C_FIND && sopClass.startsWith("1.2.840.10008.5.1.4.") ? QUERY : OTHER;
    }

    private static boolean isOrIsBelow(String uid, String root) {
        return uid.startsWith(root) && (uid.length() == root.length() || uid.charAt(root.length()) == '.');
    }

    /** The requests of PS3.7, and one for all others. */
    enum Command {
        C_STORE(CommandField.C_STORE_RQ, STORAGE),
        C_GET(CommandField.C_GET_RQ, RETRIEVE),
        C_FIND(CommandField.C_FIND_RQ),
        C_MOVE(CommandField.C_MOVE_RQ, RETRIEVE),
        C_ECHO(CommandField.C_ECHO_RQ, VERIFICATION),
        N_EVENT_REPORT(CommandField.N_EVENT_REPORT_RQ),
        N_GET(CommandField.N_GET_RQ),
        N_SET(CommandField.N_SET_RQ),
        N_ACTION(CommandField.N_ACTION_RQ),
        N_CREATE(CommandField.N_CREATE_RQ),
        N_DELETE(CommandField.N_DELETE_RQ),
        /** A command field that PS3.7 does not have. */
        OTHER(0, Optional.of(Service.OTHER));

        private static final Command[] ALL = values();

        private final int code;

        /** What it is about, whatever the SOP class; empty where the SOP class says that. */
        private final Optional<Service> service;

        Command(CommandField request) {
            this(request.code(), Optional.empty());
        }

        Command(CommandField request, Service service) {
            this(request.code(), Optional.of(service));
        }

        Command(int code, Optional<Service> service) {
            this.code = code;
            this.service = service;
        }

        static Command of(int commandFieldCode) {
            for (Command command : ALL) {
                if (command.code == commandFieldCode) {
                    return command;
                }
            }
            return OTHER;
        }

        /** Returns the standard's name, such as {@code C-ECHO}. */
        String tagValue() {
            return this == OTHER ? Tag.OTHER : name().replace('_', '-');
        }
    }
}

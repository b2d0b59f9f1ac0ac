package org.pacsscp.archive.retrieve;

import java.io.IOException;
import java.util.Optional;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.data.DataSets;
import org.pacsscp.testkit.requestor.Requestor;
import org.pacsscp.testkit.wire.Commands;

/** C-GET and C-MOVE of a study, from who then hears message by message what comes of it. */
final class StudyRequests {
    static final Uid GET = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_GET;
    static final Uid MOVE = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_MOVE;

    private StudyRequests() {}

    /** Sends a C-GET-RQ, and returns its message id. */
    static int get(Requestor requestor, Uid study) throws IOException {
        return send(requestor, GET, CommandField.C_GET_RQ, study, new byte[0]);
    }

    /** Sends a C-MOVE-RQ, and returns its message id. */
    static int move(Requestor requestor, Uid study, String destination) throws IOException {
        byte[] element = Commands.string(Commands.MOVE_DESTINATION, destination);
        return send(requestor, MOVE, CommandField.C_MOVE_RQ, study, element);
    }

    private static int send(Requestor requestor, Uid sopClass, CommandField field, Uid study, byte[] destination)
            throws IOException {
        int context = requestor.context(sopClass);
        int id = requestor.nextMessageId();
        DataSet identifier = DataSet.builder()
                .text(Tag.QUERY_RETRIEVE_LEVEL, "STUDY")
                .uid(Tag.STUDY_INSTANCE_UID, study)
                .build();
        byte[] command = Commands.command(
                Commands.uid(Commands.AFFECTED_SOP_CLASS_UID, sopClass.value()),
                Commands.number(Commands.COMMAND_FIELD, field.code()),
                Commands.number(Commands.MESSAGE_ID, id),
                destination,
                Commands.number(Commands.PRIORITY, 0),
                Commands.number(Commands.DATA_SET_TYPE, Commands.WITH_DATA_SET));
        requestor.send(context, command, Optional.of(DataSets.encode(identifier, requestor.transferSyntax(context))));
        return id;
    }
}

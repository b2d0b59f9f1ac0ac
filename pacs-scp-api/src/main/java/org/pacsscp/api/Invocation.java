package org.pacsscp.api;

import java.util.Objects;
import java.util.Optional;

/**
 * A request of ours on an association: a C-STORE sub-operation of C-GET, an N-EVENT-REPORT.
 *
 * <pre>{@code
 * association.invoke(Invocation.of(sopClass, CommandField.C_STORE_RQ)
 *         .elements(CommandElements.none().affectedSopInstanceUid(instance).priority(0))
 *         .dataSet(out -> Files.copy(file, out)));
 * }</pre>
 *
 * @param sopClassUid the SOP class that the command set names
 * @param abstractSyntax the abstract syntax of the presentation context to send it on, where that is another than the SOP
 *     class: a meta SOP class (PS3.4 H.3), or one under which unified procedure steps are watched or pulled, whose SOP class
 *     is always that of UPS Push (PS3.4 CC.1). If empty, the context is the accepted one for the SOP class, or for a meta SOP
 *     class of which a capability says that it is a member. In either case it is one in which we are the {@link
 *     Role#INVOKER}, for N-EVENT-REPORT the {@link Role#PERFORMER}
 * @param commandFieldCode the request, 0 to 7FFFH
 * @param elements what else the command set has
 * @param transferSyntax how the data set is encoded, which must be said where contexts with different ones fit; may be empty
 *     where all that fit have the same, or there is no data set
 * @param dataSet writes the data set; empty for none
 * @since 0.1.0
 */
public record Invocation(
        Uid sopClassUid,
        Optional<Uid> abstractSyntax,
        int commandFieldCode,
        CommandElements elements,
        Optional<Uid> transferSyntax,
        Optional<DataSetWriter> dataSet) {
    /**
     * Checks that all are there.
     *
     * @throws IllegalArgumentException if the command field is no request
     */
    public Invocation {
        Objects.requireNonNull(sopClassUid, "sopClassUid");
        Objects.requireNonNull(abstractSyntax, "abstractSyntax");
        Objects.requireNonNull(elements, "elements");
        Objects.requireNonNull(transferSyntax, "transferSyntax");
        Objects.requireNonNull(dataSet, "dataSet");
        if (commandFieldCode < 0 || commandFieldCode > 0x7FFF) {
            throw new IllegalArgumentException(
                    "command field %04XH is no request; requests are 0 to 7FFFH".formatted(commandFieldCode));
        }
    }

    /**
     * Makes a request without further elements or data set.
     *
     * @param sopClassUid the SOP class
     * @param commandField the request
     * @return the invocation
     * @throws IllegalArgumentException if the command field is no request
     */
    public static Invocation of(Uid sopClassUid, CommandField commandField) {
        return new Invocation(
                sopClassUid,
                Optional.empty(),
                commandField.code(),
                CommandElements.none(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Wants a presentation context for this abstract syntax, which need not be the SOP class of the command.
     *
     * <pre>{@code
     * Invocation.of(SopClass.BASIC_FILM_SESSION, CommandField.N_CREATE_RQ)
     *         .abstractSyntax(SopClass.BASIC_GRAYSCALE_PRINT_MANAGEMENT_META);
     * Invocation.of(SopClass.UNIFIED_PROCEDURE_STEP_PUSH, CommandField.N_SET_RQ)
     *         .abstractSyntax(SopClass.UNIFIED_PROCEDURE_STEP_PULL);
     * }</pre>
     *
     * @param syntax the abstract syntax of the context
     * @return a new invocation
     */
    public Invocation abstractSyntax(Uid syntax) {
        return new Invocation(sopClassUid, Optional.of(syntax), commandFieldCode, elements, transferSyntax, dataSet);
    }

    /**
     * Replaces the further elements.
     *
     * @param more what else the command set has
     * @return a new invocation
     */
    public Invocation elements(CommandElements more) {
        return new Invocation(sopClassUid, abstractSyntax, commandFieldCode, more, transferSyntax, dataSet);
    }

    /**
     * Wants a presentation context with this transfer syntax.
     *
     * @param syntax how the data set is encoded
     * @return a new invocation
     */
    public Invocation transferSyntax(Uid syntax) {
        return new Invocation(sopClassUid, abstractSyntax, commandFieldCode, elements, Optional.of(syntax), dataSet);
    }

    /**
     * Adds a data set.
     *
     * @param writer writes it, on the thread that invokes
     * @return a new invocation
     */
    public Invocation dataSet(DataSetWriter writer) {
        return new Invocation(
                sopClassUid, abstractSyntax, commandFieldCode, elements, transferSyntax, Optional.of(writer));
    }
}

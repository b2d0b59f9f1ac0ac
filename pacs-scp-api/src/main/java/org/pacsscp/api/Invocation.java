package org.pacsscp.api;

import java.util.Objects;
import java.util.Optional;

/**
 * A request that the server sends on the peer's association: a C-STORE sub-operation of C-GET, an N-EVENT-REPORT.
 *
 * <pre>{@code
 * session.invoke(Invocation.of(sopClass, CommandField.C_STORE_RQ)
 *         .elements(CommandElements.none().affectedSopInstanceUid(instance).priority(0))
 *         .dataSet(out -> Files.copy(file, out)));
 * }</pre>
 *
 * @param sopClassUid the SOP class; the presentation context is the accepted one for it, or for a meta SOP class of which a
 *     capability says that it is a member, in which the server is the {@link Role#INVOKER}, for N-EVENT-REPORT the
 *     {@link Role#PERFORMER}; or that of {@code transferSyntax} where there are several
 * @param commandFieldCode the request, 0 to 7FFFH
 * @param elements what else the command set has
 * @param transferSyntax how the data set is encoded; empty takes the first context that fits
 * @param dataSet writes the data set; empty for none
 * @since 0.1.0
 */
public record Invocation(
        Uid sopClassUid,
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
                sopClassUid, commandField.code(), CommandElements.none(), Optional.empty(), Optional.empty());
    }

    /**
     * Replaces the further elements.
     *
     * @param more what else the command set has
     * @return a new invocation
     */
    public Invocation elements(CommandElements more) {
        return new Invocation(sopClassUid, commandFieldCode, more, transferSyntax, dataSet);
    }

    /**
     * Wants a presentation context with this transfer syntax.
     *
     * @param syntax how the data set is encoded
     * @return a new invocation
     */
    public Invocation transferSyntax(Uid syntax) {
        return new Invocation(sopClassUid, commandFieldCode, elements, Optional.of(syntax), dataSet);
    }

    /**
     * Adds a data set.
     *
     * @param writer writes it, on the thread that invokes
     * @return a new invocation
     */
    public Invocation dataSet(DataSetWriter writer) {
        return new Invocation(sopClassUid, commandFieldCode, elements, transferSyntax, Optional.of(writer));
    }

    /**
     * What the peer answered.
     *
     * @param command the response's command set
     * @param dataSet the response's data set, held in memory; at its end from the start if it has none
     * @since 0.1.0
     */
    public record Response(CommandSet command, DataSetStream dataSet) {
        /**
         * Returns the status of the response.
         *
         * @return (0000,0900); 0110H where the peer sent none
         */
        public DimseStatus status() {
            return DimseStatus.of(command.status().orElse(DimseStatus.PROCESSING_FAILURE.code()));
        }
    }
}

package org.pacsscp.archive.retrieve;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.pacsscp.api.Association;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Role;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.archive.catalog.CatalogedInstance;
import org.pacsscp.archive.retrieve.Tally.Outcome;
import org.pacsscp.storage.InstanceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends stored instances over associations: as they are stored where the peer takes that, else converted where that is possible.
 * For any thread.
 */
final class InstanceSender {
    private static final Logger log = LoggerFactory.getLogger(InstanceSender.class);

    /** What to convert to, best first: what keeps private value representations, and what every peer takes. */
    private static final List<Uid> PREFERRED =
            List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);

    private final InstanceStore store;
    private final List<InstanceConverter> converters;

    InstanceSender(InstanceStore store, List<InstanceConverter> converters) {
        this.store = store;
        this.converters = List.copyOf(converters);
    }

    /** Tells whether instances with this transfer syntax can be sent in that one. */
    boolean converts(Uid from, Uid to) {
        return converters.stream().anyMatch(converter -> converter.converts(from, to));
    }

    /**
     * Sends an instance and waits for the answer.
     *
     * @param elements what the command set has besides the instance
     */
    Outcome send(Association association, CatalogedInstance instance, CommandElements elements)
            throws InterruptedException {
        Collection<Uid> accepted = accepted(association, instance.sopClassUid());
        Optional<Uid> syntax = choose(instance.transferSyntaxUid(), accepted);
        if (syntax.isEmpty()) {
            log.debug("{} is not sent: of its SOP class the peer takes {}", instance.sopInstanceUid(), accepted);
            return Outcome.FAILED;
        }
        try (SeekableByteChannel file = store.open(instance.location())) {
            return send(association, instance, syntax.get(), elements, writer(file, instance, syntax.get()));
        } catch (IOException e) {
            log.error(
                    "instance {} of the catalog cannot be read from the store ({}); see whether its file is there and whole",
                    instance.sopInstanceUid(),
                    e.getClass().getSimpleName());
            return Outcome.FAILED;
        }
    }

    private static List<Uid> accepted(Association association, Uid sopClass) {
        return association.presentationContexts().stream()
                .filter(context -> context.abstractSyntax().equals(sopClass))
                .filter(context -> context.roles().contains(Role.INVOKER))
                .map(PresentationContext::transferSyntax)
                .toList();
    }

    private Optional<Uid> choose(Uid stored, Collection<Uid> accepted) {
        if (accepted.contains(stored)) {
            return Optional.of(stored);
        }
        return PREFERRED.stream()
                .filter(accepted::contains)
                .filter(syntax -> converts(stored, syntax))
                .findFirst()
                .or(() -> accepted.stream()
                        .filter(syntax -> converts(stored, syntax))
                        .findFirst());
    }

    private DataSetWriter writer(SeekableByteChannel file, CatalogedInstance instance, Uid syntax) throws IOException {
        // Asked before anything is sent: half a data set cannot be taken back.
        if (file.size() < instance.length()) {
            throw new EOFException("the file is shorter than the catalog says");
        }
        Uid stored = instance.transferSyntaxUid();
        if (!stored.equals(syntax)) {
            InstanceConverter able = converters.stream()
                    .filter(converter -> converter.converts(stored, syntax))
                    .findFirst()
                    .orElseThrow();
            return able.prepare(new StoredDataSet(stored, file, instance.dataSetOffset()), syntax);
        }
        if (file instanceof FileChannel channel) {
            return DataSetWriter.of(channel, instance.dataSetOffset(), instance.length() - instance.dataSetOffset());
        }
        return out ->
                Channels.newInputStream(file.position(instance.dataSetOffset())).transferTo(out);
    }

    private static Outcome send(
            Association association,
            CatalogedInstance instance,
            Uid syntax,
            CommandElements elements,
            DataSetWriter dataSet)
            throws IOException, InterruptedException {
        Invocation store = Invocation.of(instance.sopClassUid(), CommandField.C_STORE_RQ)
                .elements(elements.affectedSopInstanceUid(instance.sopInstanceUid()))
                .transferSyntax(syntax)
                .dataSet(dataSet);
        try {
            DimseStatus status =
                    association.invoke(store).toCompletableFuture().get().status();
            return switch (status.category()) {
                case SUCCESS -> Outcome.COMPLETED;
                case WARNING -> Outcome.WARNING;
                case FAILURE, CANCEL, PENDING -> Outcome.FAILED;
            };
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InvocationException unanswered) {
                log.debug("{} was not stored: {}", instance.sopInstanceUid(), unanswered.getMessage());
                return unanswered.reason() == InvocationException.Cause.TIMED_OUT ? Outcome.UNANSWERED : Outcome.FAILED;
            }
            throw e.getCause() instanceof IOException unread ? unread : new IOException(e.getCause());
        }
    }
}

package org.pacsscp.archive.retrieve;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.Association;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Role;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.archive.catalog.CatalogedInstance;
import org.pacsscp.storage.InstanceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares to send stored instances over associations: as they are stored where the peer takes that, else converted where that is
 * possible. For any thread.
 */
final class InstanceSender {
    private static final Logger log = LoggerFactory.getLogger(InstanceSender.class);

    /** What to convert to, best first: what keeps private value representations, and what every peer takes. */
    private static final List<Uid> PREFERRED =
            List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);

    private final InstanceStore store;
    private final List<InstanceConverter> converters;
    private final ReadAheadRoom room = new ReadAheadRoom();

    InstanceSender(InstanceStore store, List<InstanceConverter> converters) {
        this.store = store;
        this.converters = List.copyOf(converters);
    }

    /** Tells whether instances with this transfer syntax can be sent in that one. */
    boolean converts(Uid from, Uid to) {
        return converters.stream().anyMatch(converter -> converter.converts(from, to));
    }

    /** Where instances are read before their turn. */
    ReadAheadRoom room() {
        return room;
    }

    /**
     * Prepares to send an instance, and reads it if there is room for it.
     *
     * @param elements what the command set has besides the instance
     * @param here where it is read to; in use until it was sent
     */
    Transfer prepare(
            Association association, CatalogedInstance instance, CommandElements elements, Optional<ByteBuffer> here) {
        Collection<Uid> accepted = accepted(association, instance.sopClassUid());
        Optional<Uid> syntax = choose(instance.transferSyntaxUid(), accepted);
        if (syntax.isEmpty()) {
            log.debug("{} is not sent: of its SOP class the peer takes {}", instance.sopInstanceUid(), accepted);
            return Transfer.none(instance);
        }
        Invocation request = Invocation.of(instance.sopClassUid(), CommandField.C_STORE_RQ)
                .elements(elements.affectedSopInstanceUid(instance.sopInstanceUid()))
                .transferSyntax(syntax.get());
        try {
            return prepare(request, instance, syntax.get(), here);
        } catch (IOException e) {
            return Transfer.unreadable(instance, e);
        }
    }

    private Transfer prepare(Invocation request, CatalogedInstance instance, Uid syntax, Optional<ByteBuffer> here)
            throws IOException {
        SeekableByteChannel file = store.open(instance.location());
        boolean keep = false;
        try {
            // Asked before anything is sent: half a data set cannot be taken back.
            if (file.size() < instance.length()) {
                throw new EOFException("the file is shorter than the catalog says");
            }
            if (here.isPresent() && fits(instance, syntax, here.get())) {
                return Transfer.of(instance, request.dataSet(DataSetWriter.of(read(file, instance, here.get()))));
            }
            Transfer made = Transfer.of(instance, request.dataSet(writer(file, instance, syntax)), file);
            keep = true;
            return made;
        } finally {
            if (!keep) {
                file.close();
            }
        }
    }

    private static boolean fits(CatalogedInstance instance, Uid syntax, ByteBuffer room) {
        return instance.transferSyntaxUid().equals(syntax)
                && instance.length() - instance.dataSetOffset() <= room.capacity();
    }

    private static ByteBuffer read(SeekableByteChannel file, CatalogedInstance instance, ByteBuffer room)
            throws IOException {
        room.clear().limit((int) (instance.length() - instance.dataSetOffset()));
        file.position(instance.dataSetOffset());
        while (room.hasRemaining()) {
            if (file.read(room) < 0) {
                throw new EOFException("the file has become shorter while it was read");
            }
        }
        return room.flip();
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
}

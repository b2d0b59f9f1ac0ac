package org.pacsscp.audit;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Uid;

/**
 * What came over each association, by study.
 *
 * <p>The association says that an instance comes, and from where; the storage service says later, on a thread of its own, of which
 * study it is. They are brought together by AE titles and SOP Instance UID. A transfer is over when its association has ended and all
 * its instances are known, or when its study is complete.
 */
final class Transfers {
    /**
     * C-STORE requests of which the storage service has not told yet; the oldest is given up beyond that. Of an instance that it had
     * already it never tells.
     */
    private static final int MAX_AWAITED = 10_000;

    private final Consumer<AuditEvent> told;
    private final Map<Key, Transfer> awaited = new LinkedHashMap<>();
    private final Map<Long, Transfer> ofAssociations = new HashMap<>();
    private final Map<Titles, Transfer> ofNobody = new HashMap<>();
    private boolean on;

    record Titles(AeTitle calling, AeTitle called) {}

    private record Key(Titles titles, Uid sopInstanceUid) {}

    /** An instance that is stored. */
    record Instance(
            Titles titles,
            Uid sopInstanceUid,
            Uid sopClassUid,
            Uid studyInstanceUid,
            Optional<String> accessionNumber,
            AuditedPatient patient) {}

    Transfers(Consumer<AuditEvent> told) {
        this.told = told;
    }

    /** Begins to remember requests: somebody will tell of instances. */
    synchronized void on() {
        on = true;
    }

    synchronized void requested(AssociationEvent.Requested event) {
        Optional<Uid> instance = event.request().affectedSopInstanceUid();
        if (!on || instance.isEmpty()) {
            return;
        }
        Association association = event.association();
        Transfer transfer =
                ofAssociations.computeIfAbsent(association.id(), id -> new Transfer(Ends.ofStore(association)));
        transfer.awaited++;
        giveUp(awaited.put(key(association, instance.get()), transfer));
        if (awaited.size() > MAX_AWAITED) {
            Iterator<Transfer> eldest = awaited.values().iterator();
            Transfer given = eldest.next();
            eldest.remove();
            giveUp(given);
        }
    }

    private static Key key(Association association, Uid instance) {
        return new Key(new Titles(association.callingAeTitle(), association.calledAeTitle()), instance);
    }

    private void giveUp(@Nullable Transfer transfer) {
        if (transfer != null) {
            transfer.awaited--;
            finishIfOver(transfer);
        }
    }

    synchronized void answered(AssociationEvent.Answered event) {
        DimseStatus.Category category = event.status().category();
        if (category != DimseStatus.Category.FAILURE && category != DimseStatus.Category.CANCEL) {
            return;
        }
        event.request()
                .affectedSopInstanceUid()
                .ifPresent(instance -> giveUp(awaited.remove(key(event.association(), instance))));
    }

    synchronized void stored(Instance instance) {
        Transfer transfer = awaited.remove(new Key(instance.titles(), instance.sopInstanceUid()));
        if (transfer == null) {
            // Told of again after a restart, when its association is long forgotten.
            ofNobody.computeIfAbsent(instance.titles(), titles -> new Transfer(Ends.of(titles)))
                    .add(instance);
            return;
        }
        transfer.add(instance);
        giveUp(transfer);
    }

    synchronized void studyComplete(Uid studyInstanceUid) {
        ofAssociations.values().forEach(transfer -> transfer.finish(studyInstanceUid));
        ofNobody.values().forEach(transfer -> transfer.finish(studyInstanceUid));
        ofNobody.values().removeIf(transfer -> transfer.tallies.isEmpty());
    }

    synchronized void ended(long association) {
        Transfer transfer = ofAssociations.get(association);
        if (transfer != null) {
            transfer.ended = true;
            finishIfOver(transfer);
        }
    }

    private void finishIfOver(Transfer transfer) {
        if (transfer.ended && transfer.awaited == 0) {
            transfer.finish();
            ofAssociations.values().remove(transfer);
        }
    }

    /** Tells of everything that has come. */
    synchronized void close() {
        on = false;
        ofAssociations.values().forEach(Transfer::finish);
        ofNobody.values().forEach(Transfer::finish);
        ofAssociations.clear();
        ofNobody.clear();
        awaited.clear();
    }

    /** What came over an association. */
    private final class Transfer {
        private final Ends ends;
        private final Map<Subject, Tally> tallies = new LinkedHashMap<>();
        private int awaited;
        private boolean ended;

        Transfer(Ends ends) {
            this.ends = ends;
        }

        void add(Instance instance) {
            Subject subject = new Subject(instance.studyInstanceUid(), instance.patient());
            Tally tally = tallies.get(subject);
            if (tally == null) {
                tally = new Tally();
                tallies.put(subject, tally);
                told.accept(new AuditEvent.BeginTransferring(
                        ends.source(),
                        ends.destination(),
                        List.of(AuditedStudy.of(subject.study())),
                        subject.patient(),
                        Outcome.SUCCESS));
            }
            tally.add(instance);
        }

        void finish(Uid study) {
            tallies.entrySet().removeIf(entry -> {
                boolean of = entry.getKey().study().equals(study);
                if (of) {
                    tell(entry.getKey(), entry.getValue());
                }
                return of;
            });
        }

        void finish() {
            tallies.forEach(this::tell);
            tallies.clear();
        }

        private void tell(Subject subject, Tally tally) {
            told.accept(new AuditEvent.InstancesTransferred(
                    ends.source(),
                    ends.destination(),
                    AuditAction.READ, // Whether we had them the storage service does not say.
                    List.of(new AuditedStudy(subject.study(), tally.accessionNumber, tally.instances)),
                    subject.patient(),
                    Outcome.SUCCESS));
        }
    }

    /** What one message may be about: studies of one patient. */
    private record Subject(Uid study, AuditedPatient patient) {}

    private static final class Tally {
        private final Map<Uid, Integer> instances = new LinkedHashMap<>();
        private Optional<String> accessionNumber = Optional.empty();

        void add(Instance instance) {
            instances.merge(instance.sopClassUid(), 1, Integer::sum);
            accessionNumber = accessionNumber.or(instance::accessionNumber);
        }
    }
}

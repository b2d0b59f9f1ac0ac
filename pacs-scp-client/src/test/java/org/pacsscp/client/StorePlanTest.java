package org.pacsscp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.AssociationProposal.ProposedContext;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

class StorePlanTest {
    private static final Uid ILE = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
    private static final Uid ELE = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final Uid J2K = TransferSyntax.JPEG_2000_LOSSLESS;

    private final List<PreparedInstance> instances = new ArrayList<>();

    @Test
    void givesEachKindAContextOfItsOwn() {
        add(SopClass.CT_IMAGE_STORAGE, ELE);
        add(SopClass.MR_IMAGE_STORAGE, J2K);
        add(SopClass.CT_IMAGE_STORAGE, J2K);
        add(SopClass.CT_IMAGE_STORAGE, ELE);

        List<StorePlan.Group> groups = StorePlan.of(instances);

        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).contexts())
                .containsExactly(
                        new ProposedContext(SopClass.CT_IMAGE_STORAGE, List.of(ELE)),
                        new ProposedContext(SopClass.CT_IMAGE_STORAGE, List.of(J2K)),
                        new ProposedContext(SopClass.CT_IMAGE_STORAGE, List.of(ILE)),
                        new ProposedContext(SopClass.MR_IMAGE_STORAGE, List.of(J2K)),
                        new ProposedContext(SopClass.MR_IMAGE_STORAGE, List.of(ILE)));
        assertThat(groups.get(0).instances()).isEqualTo(instances);
    }

    @Test
    void splitsWhatAnAssociationHasNoRoomFor() {
        int classes = 100;
        IntStream.range(0, 2 * classes).forEach(i -> add(Uid.of("2.25.9" + i % classes), ELE));

        List<StorePlan.Group> groups = StorePlan.of(instances);

        assertThat(groups).hasSize(2);
        assertThat(groups.get(0).contexts()).hasSize(AssociationProposal.MAX_CONTEXTS);
        assertThat(groups.get(1).contexts()).hasSize(2 * classes - AssociationProposal.MAX_CONTEXTS);
        checkThatEveryInstanceHasItsContext(groups);
    }

    @Test
    void fillsTheRoomThatIsLeft() {
        add(SopClass.CT_IMAGE_STORAGE, ELE);
        add(SopClass.MR_IMAGE_STORAGE, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
        add(SopClass.SECONDARY_CAPTURE_IMAGE_STORAGE, J2K);

        List<StorePlan.Group> groups = StorePlan.of(instances, 4);

        assertThat(groups).hasSize(2);
        assertThat(groups.get(0).instances()).containsExactly(instances.get(0), instances.get(2));
        checkThatEveryInstanceHasItsContext(groups);
    }

    @Test
    void cutsASopClassWithMoreTransferSyntaxesThanAnyProposalHolds() {
        IntStream.range(0, 200).forEach(i -> add(SopClass.RAW_DATA_STORAGE, Uid.of("2.25.8" + i)));

        List<StorePlan.Group> groups = StorePlan.of(instances);

        assertThat(groups).hasSize(2);
        checkThatEveryInstanceHasItsContext(groups);
    }

    private void add(Uid sopClass, Uid transferSyntax) {
        Uid instance = Uid.of("2.25.7" + instances.size());
        InstanceSource source = InstanceSource.file(Path.of("never read"));
        InstanceHead head = new InstanceHead(sopClass, instance, transferSyntax, 0);
        instances.add(new PreparedInstance(instances.size(), source, head));
    }

    private void checkThatEveryInstanceHasItsContext(List<StorePlan.Group> groups) {
        assertThat(groups.stream().flatMap(group -> group.instances().stream()))
                .containsExactlyInAnyOrderElementsOf(instances);
        for (StorePlan.Group group : groups) {
            assertThat(group.contexts()).hasSizeLessThanOrEqualTo(AssociationProposal.MAX_CONTEXTS);
            for (PreparedInstance instance : group.instances()) {
                Uid sopClass = instance.head().sopClass();
                assertThat(group.contexts())
                        .contains(
                                new ProposedContext(
                                        sopClass, List.of(instance.head().transferSyntax())),
                                new ProposedContext(sopClass, List.of(ILE)));
            }
        }
    }
}

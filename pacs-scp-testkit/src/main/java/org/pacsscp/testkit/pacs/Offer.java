package org.pacsscp.testkit.pacs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pacsscp.api.AssociationRequest.ProposedContext;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Role;
import org.pacsscp.api.Uid;
import org.pacsscp.testkit.wire.AssociateFields;
import org.pacsscp.testkit.wire.Bytes;
import org.pacsscp.testkit.wire.Items;
import org.pacsscp.testkit.wire.Pdu;
import org.pacsscp.testkit.wire.Pdus;

/**
 * What a fake PACS accepts: everything, or only what it was told. Immutable.
 *
 * @param sopClasses with the transfer syntaxes of each, in the order of preference; empty for every SOP class and syntax
 * @param maximumLength what it announces
 */
record Offer(Map<Uid, List<Uid>> sopClasses, long maximumLength) {
    private static final int ACCEPTANCE = 0;
    private static final int ABSTRACT_SYNTAX_NOT_SUPPORTED = 3;
    private static final int TRANSFER_SYNTAXES_NOT_SUPPORTED = 4;

    /** Where the fields are that an A-ASSOCIATE-AC returns as they came (PS3.8 Table 9-17). */
    private static final int ECHOED_OFFSET = 4;

    private static final int FIXED_LENGTH = 68;

    Offer {
        sopClasses = Map.copyOf(sopClasses);
    }

    static Offer ofEverything() {
        return new Offer(Map.of(), Items.MAXIMUM_LENGTH);
    }

    /** Takes a SOP class, and from now on only those that were named. */
    Offer with(Uid sopClass, List<Uid> transferSyntaxes) {
        Map<Uid, List<Uid>> more = new LinkedHashMap<>(sopClasses);
        more.put(sopClass, List.copyOf(transferSyntaxes));
        return new Offer(more, maximumLength);
    }

    Offer withMaximumLength(long length) {
        return new Offer(sopClasses, length);
    }

    /** Returns the contexts of a request that are accepted. */
    List<PresentationContext> accepted(AssociateFields request) {
        List<PresentationContext> contexts = new ArrayList<>();
        for (ProposedContext proposed : request.proposedContexts()) {
            if (result(proposed) == ACCEPTANCE) {
                contexts.add(new PresentationContext(
                        proposed.id(),
                        Uid.of(proposed.abstractSyntax()),
                        syntax(proposed).orElseThrow(),
                        roles(request, proposed.abstractSyntax())));
            }
        }
        return List.copyOf(contexts);
    }

    private int result(ProposedContext proposed) {
        boolean known = Uid.isValid(proposed.abstractSyntax())
                && (sopClasses.isEmpty() || sopClasses.containsKey(Uid.of(proposed.abstractSyntax())));
        if (!known || proposed.id() % 2 == 0) {
            return ABSTRACT_SYNTAX_NOT_SUPPORTED;
        }
        return syntax(proposed).isPresent() ? ACCEPTANCE : TRANSFER_SYNTAXES_NOT_SUPPORTED;
    }

    /** The first that is offered, or the first of the preferred ones that is. */
    private Optional<Uid> syntax(ProposedContext proposed) {
        List<Uid> offered = proposed.transferSyntaxes().stream()
                .filter(Uid::isValid)
                .map(Uid::of)
                .toList();
        List<Uid> preferred = sopClasses.getOrDefault(Uid.of(proposed.abstractSyntax()), List.of());
        return preferred.isEmpty()
                ? offered.stream().findFirst()
                : preferred.stream().filter(offered::contains).findFirst();
    }

    /** Every role that is proposed is accepted (PS3.7 D.3.3.4); without a proposal the acceptor is the SCP. */
    private static Set<Role> roles(AssociateFields request, String sopClass) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        boolean proposed = false;
        for (AssociateFields.RoleSelection selection : request.roleSelections()) {
            if (selection.sopClass().equals(sopClass)) {
                proposed = true;
                if (selection.scu()) {
                    roles.add(Role.PERFORMER);
                }
                if (selection.scp()) {
                    roles.add(Role.INVOKER);
                }
            }
        }
        return proposed && !roles.isEmpty() ? roles : EnumSet.of(Role.PERFORMER);
    }

    /** Returns the A-ASSOCIATE-AC (PS3.8 Table 9-17). */
    byte[] acceptance(Pdu request, AssociateFields fields) {
        List<byte[]> items = new ArrayList<>();
        items.add(Items.applicationContext());
        for (ProposedContext proposed : fields.proposedContexts()) {
            String syntax = result(proposed) == ACCEPTANCE
                    ? syntax(proposed).orElseThrow().value()
                    : proposed.transferSyntaxes().stream().findFirst().orElse("");
            items.add(Items.acceptedContext(proposed.id(), result(proposed), syntax));
        }
        items.add(userInformation(fields));
        byte[] fixed =
                Bytes.join(Bytes.u16(1), Bytes.u16(0), Arrays.copyOfRange(request.body(), ECHOED_OFFSET, FIXED_LENGTH));
        return Pdus.pdu(Pdus.ASSOCIATE_AC, fixed, Bytes.join(items.toArray(byte[][]::new)));
    }

    private byte[] userInformation(AssociateFields fields) {
        List<byte[]> subItems = new ArrayList<>();
        subItems.add(Items.maximumLength(maximumLength));
        subItems.add(Items.implementationClassUid());
        if (fields.userInformation(0x53).findAny().isPresent()) {
            subItems.add(Items.operationsWindow(1, 1));
        }
        fields.roleSelections()
                .forEach(role ->
                        subItems.add(Items.roleSelection(role.sopClass(), role.scu() ? 1 : 0, role.scp() ? 1 : 0)));
        subItems.add(Items.implementationVersionName("TESTKIT"));
        return Items.userInformation(subItems.toArray(byte[][]::new));
    }
}

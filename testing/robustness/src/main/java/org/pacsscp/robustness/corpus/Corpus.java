package org.pacsscp.robustness.corpus;

import java.util.List;

/** All cases. */
public final class Corpus {
    private Corpus() {}

    /**
     * Makes the cases for an acceptor, which must take associations for Verification and CT Image Storage in Implicit VR
     * Little Endian, and store what it is given.
     *
     * @param calledAeTitle its AE title; it must reject others
     */
    public static List<Theme> themes(String calledAeTitle) {
        Caller caller = new Caller(calledAeTitle);
        return List.of(
                BeforeAssociation.theme(caller),
                ForeignProtocols.theme(caller),
                AssociateRequest.theme(caller),
                Contexts.theme(caller),
                ItemLengths.theme(caller),
                PresentationDataValues.theme(caller),
                CommandSets.theme(caller),
                DataSets.theme(caller),
                Release.theme(caller),
                Aftermath.theme(caller),
                Prefixes.theme(caller));
    }

    /** Makes the cases, theme by theme. */
    public static List<Case> cases(String calledAeTitle) {
        return themes(calledAeTitle).stream()
                .flatMap(theme -> theme.cases().stream())
                .toList();
    }
}

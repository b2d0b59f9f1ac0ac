package org.pacsscp.dataset.match;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.pacsscp.dataset.Vr;

/** Which kinds of matching {@link KeyReader} makes of keys. */
final class MatchingKinds {
    private MatchingKinds() {}

    /** Those of an attribute that is matched. */
    static Set<MatchingKind> of(int tag, Vr vr, QueryRules rules) {
        EnumSet<MatchingKind> kinds = EnumSet.of(MatchingKind.UNIVERSAL);
        switch (vr) {
            case SQ -> kinds.add(MatchingKind.SEQUENCE);
            case UI -> kinds.add(MatchingKind.LIST_OF_UID);
            case DA, TM, DT -> kinds.add(MatchingKind.RANGE);
            default -> {}
        }
        if (vr != Vr.SQ) {
            kinds.add(MatchingKind.SINGLE_VALUE);
        }
        if (Criteria.allowsWildCards(vr)
                && (rules.policy() != MatchingPolicy.WORKLIST || WorklistKey.allowsWildCards(tag))) {
            kinds.add(MatchingKind.WILD_CARD);
        }
        if (rules.emptyValues() && Criteria.allowsEmptyValue(vr)) {
            kinds.add(MatchingKind.EMPTY_VALUE);
        }
        if (rules.multipleValues() && Criteria.allowsMultipleValues(vr) && KeyReader.mayHaveSeveral(tag)) {
            kinds.add(MatchingKind.MULTIPLE_VALUES);
        }
        return Collections.unmodifiableSet(kinds);
    }
}

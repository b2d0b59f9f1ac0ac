package org.pacsscp.dataset.match;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Predicate;
import org.pacsscp.dataset.Vr;
import org.pacsscp.dataset.value.DecimalString;

/** What a query wants one value to be, from the text of a key that is none of a date or time. */
final class Criteria {
    private Criteria() {}

    /** Tells whether keys of a value representation may have wild cards (PS3.4 section C.2.2.2.4). */
    static boolean allowsWildCards(Vr vr) {
        return switch (vr) {
            case AE, CS, LO, LT, PN, SH, ST, UC, UR, UT -> true;
            default -> false;
        };
    }

    /** Tells whether two quotation marks can ask for what is empty (PS3.4 section C.2.2.2.7). */
    static boolean allowsEmptyValue(Vr vr) {
        return allowsWildCards(vr) || vr == Vr.DA || vr == Vr.DT || vr == Vr.TM;
    }

    /** Tells whether each of several values can be asked for (PS3.4 section C.2.2.2.8). */
    static boolean allowsMultipleValues(Vr vr) {
        return switch (vr) {
            case AE, AS, AT, CS, LO, PN, SH, UC -> true;
            default -> false;
        };
    }

    /** Returns the criterion of one value of a key, with wild cards in it if they are allowed there. */
    static Predicate<String> of(Vr vr, String key, boolean wildCards) {
        boolean patterns = wildCards && allowsWildCards(vr);
        return switch (vr) {
            case PN -> NameCriterion.of(key, patterns);
            case DS, IS, FL, FD -> number(key);
            default -> patterns && WildCard.isIn(key) ? WildCard.of(key)::matches : key::equals;
        };
    }

    /** Numbers match by what they are, not by how they are written, which PS3.4 section C.2.2.2.1 leaves open. */
    private static Predicate<String> number(String key) {
        Optional<BigDecimal> number = DecimalString.parse(key).map(DecimalString::value);
        return number.isEmpty()
                ? key::equals
                : stored -> DecimalString.parse(stored)
                        .filter(value -> value.value().compareTo(number.get()) == 0)
                        .isPresent();
    }
}

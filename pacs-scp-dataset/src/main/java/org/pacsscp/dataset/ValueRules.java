package org.pacsscp.dataset;

import java.util.regex.Pattern;
import org.pacsscp.dataset.value.DateRange;
import org.pacsscp.dataset.value.DateTimeRange;
import org.pacsscp.dataset.value.DecimalString;
import org.pacsscp.dataset.value.IntegerString;
import org.pacsscp.dataset.value.TimeRange;

/**
 * What a value may be when a data set is built (PS3.5 Table 6.2-1). Wild cards, ranges and two quotation marks are let through, since identifiers of
 * queries hold them (PS3.4 section C.2.2.2). No message shows a value.
 */
final class ValueRules {
    private static final Pattern AGE = Pattern.compile("[0-9]{3}[DWMY]");

    /** The kinds that all characters must have, by value representation, for nothing else to matter but the length. */
    private static final byte[] SUFFICIENT = sufficient();

    /** By it a query asks for what has no value (PS3.4 section C.2.2.2.7). */
    private static final String EMPTY_VALUE = "\"\"";

    private static final int DAYS_OF_EACH_MONTH = 28;
    private static final int DIGITS_OF_EACH_INTEGER = 9;

    private ValueRules() {}

    private static byte[] sufficient() {
        byte[] kinds = new byte[Vr.values().length];
        for (Vr vr : Vr.values()) {
            kinds[vr.code()] = switch (vr) {
                case CS -> Repertoire.CODE;
                case DS -> Repertoire.DIGITS;
                case LO, PN, SH -> Repertoire.PRINTABLE | Repertoire.ONE_VALUE;
                case LT, ST -> Repertoire.PRINTABLE;
                default -> Repertoire.NONE;
            };
        }
        return kinds;
    }

    /**
     * Checks one value of text, not empty.
     *
     * @param repertoire what {@link Repertoire} says of it
     */
    static void check(int tag, Vr vr, String value, int repertoire) {
        int sufficient = SUFFICIENT[vr.code()];
        boolean usual = (repertoire & sufficient) == sufficient
                ? value.length() <= vr.maxLength()
                : isUsual(vr, value, repertoire);
        if (!usual) {
            checkClosely(tag, vr, value, repertoire);
        }
    }

    /** Tells whether a value is right at first sight, as nearly all are, so that nothing need be made of it to see it. */
    private static boolean isUsual(Vr vr, String value, int repertoire) {
        if (Repertoire.is(repertoire, Repertoire.DIGITS)) {
            return isUsual(vr, value);
        }
        return vr == Vr.DS
                && Repertoire.is(repertoire, Repertoire.UID)
                && value.length() <= vr.maxLength()
                && hasOnePoint(value);
    }

    private static void checkClosely(int tag, Vr vr, String value, int repertoire) {
        if (vr.isMultiValued() && !Repertoire.is(repertoire, Repertoire.ONE_VALUE)) {
            throw refused(tag, vr, "a value holds a backslash, which separates values; give several values instead");
        }
        if (vr.maxLength() > 0 && value.length() > vr.maxLength()) {
            checkLength(tag, vr, value);
        }
        if (!vr.isCharacterSetDependent() && !Repertoire.is(repertoire, Repertoire.PRINTABLE)) {
            throw refused(tag, vr, "a value has a character that is not printable ASCII");
        }
        checkForm(tag, vr, value, repertoire);
    }

    private static boolean isUsual(Vr vr, String digits) {
        return switch (vr) {
            case DA -> digits.length() == 8 && isIn(digits, 4, 1, 12) && isIn(digits, 6, 1, DAYS_OF_EACH_MONTH);
            case TM ->
                digits.length() == 6 && isIn(digits, 0, 0, 23) && isIn(digits, 2, 0, 59) && isIn(digits, 4, 0, 59);
            case IS -> digits.length() <= DIGITS_OF_EACH_INTEGER;
            default -> false;
        };
    }

    /** Tells whether digits and points are a number. */
    private static boolean hasOnePoint(String digits) {
        return digits.length() > 1 && digits.indexOf('.') == digits.lastIndexOf('.');
    }

    private static boolean isIn(String digits, int at, int least, int greatest) {
        int number = 10 * (digits.charAt(at) - '0') + digits.charAt(at + 1) - '0';
        return number >= least && number <= greatest;
    }

    /** Those of the section that have a form; in the others it is a text like any other. */
    private static boolean mayBeAskedForEmpty(Vr vr) {
        return switch (vr) {
            case CS, DA, DT, TM -> true;
            default -> false;
        };
    }

    private static void checkLength(int tag, Vr vr, String value) {
        int length = vr == Vr.PN ? longestGroup(value) : value.codePointCount(0, value.length());
        if (length > vr.maxLength()) {
            throw refused(tag, vr, "a value has " + length + " characters; at most " + vr.maxLength() + " are allowed");
        }
    }

    private static int longestGroup(String name) {
        int longest = 0;
        for (String group : name.split("=", -1)) {
            longest = Math.max(longest, group.codePointCount(0, group.length()));
        }
        return longest;
    }

    private static void checkForm(int tag, Vr vr, String value, int repertoire) {
        if (value.equals(EMPTY_VALUE) && mayBeAskedForEmpty(vr)) {
            return;
        }
        String demand = switch (vr) {
            case AE -> value.isBlank() ? "an AE title must not be blank" : "";
            case AS -> AGE.matcher(value).matches() ? "" : "an age is nnnD, nnnW, nnnM or nnnY";
            case CS ->
                Repertoire.is(repertoire, Repertoire.CODE)
                        ? ""
                        : "a code has upper-case letters, digits, spaces and underscores only";
            case DA -> DateRange.parse(value).isPresent() ? "" : "a date is YYYYMMDD, or a range of such";
            case DT ->
                DateTimeRange.parse(value).isPresent()
                        ? ""
                        : "a date and time is YYYYMMDDHHMMSS.FFFFFF&ZZXX or its beginning, or a range of such";
            case TM ->
                TimeRange.parse(value).isPresent()
                        ? ""
                        : "a time is HHMMSS.FFFFFF or its beginning, or a range of such";
            case DS -> DecimalString.parse(value).isPresent() ? "" : "a decimal number is due";
            case IS -> IntegerString.parse(value).isPresent() ? "" : "a number from -2^31 to 2^31-1 is due";
            case UI -> "a UID is due: numbers joined by dots";
            case UR -> value.startsWith(" ") ? "a URI must not begin with a space" : "";
            default -> "";
        };
        if (!demand.isEmpty()) {
            throw refused(tag, vr, demand);
        }
    }

    static IllegalArgumentException refused(int tag, Vr vr, String why) {
        return new IllegalArgumentException(Tags.format(tag) + " " + vr + ": " + why);
    }
}

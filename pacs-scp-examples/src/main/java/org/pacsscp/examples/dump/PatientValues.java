package org.pacsscp.examples.dump;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.pacsscp.api.RegisteredUid;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.DictionaryEntry;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Tags;
import org.pacsscp.dataset.Vr;

/**
 * Which values may tell of a patient, and so are masked: all but those that cannot. Every attribute of PS3.15 Table E.1-1, which
 * de-identification removes or replaces, is among them.
 *
 * <p>Shown are codes (CS), numbers, tags and the UIDs that PS3.6 registers, if the dictionary knows the element, it has the value
 * representation that the dictionary says, and its value is one of that kind. Not shown of these are the attributes that Table
 * E.1-1 has nevertheless, by their groups, and measurements of a patient.
 */
final class PatientValues {
    private static final Set<Vr> NUMBERS =
            EnumSet.of(Vr.DS, Vr.FD, Vr.FL, Vr.IS, Vr.SL, Vr.SS, Vr.SV, Vr.UL, Vr.US, Vr.UV);

    /** The patient; places and devices of photographs; requests; visits; signatures and earlier values. */
    private static final Set<Integer> GROUPS = Set.of(0x0010, 0x0016, 0x0032, 0x0038, 0x0400);

    /** Curves, of the groups 5000H to 50FEH. */
    private static final int CURVES = 0x50;

    /** Of structured reports, among others: their numbers are what was measured. */
    private static final int PROCEDURE_GROUP = 0x0040;

    /** The one code of Table E.1-1 in another group. */
    private static final int MODIFYING_DEVICE_ID = 0x00203401;

    private static final Pattern CODE = Pattern.compile("[A-Z0-9_ ]{0,16}");

    private PatientValues() {}

    /** Tells whether all within an item of a sequence is masked. */
    static boolean isMaskedWhole(int sequenceTag) {
        int group = Tags.group(sequenceTag);
        return Tags.isPrivate(sequenceTag) || GROUPS.contains(group) || group >>> 8 == CURVES;
    }

    static boolean isMasked(Element element) {
        int tag = element.tag();
        if (isMaskedWhole(tag) || tag == MODIFYING_DEVICE_ID) {
            return true;
        }
        if (tag == Tag.FILE_META_INFORMATION_VERSION || Tags.isGroupLength(tag)) {
            return false;
        }
        Optional<DictionaryEntry> known = Dictionary.standard().find(tag);
        return known.isEmpty() || !known.get().vrs().contains(element.vr()) || !isOfItsKind(element, element.vr());
    }

    private static boolean isOfItsKind(Element element, Vr vr) {
        return switch (vr) {
            case AT -> true;
            case CS ->
                element.texts().stream().allMatch(text -> CODE.matcher(text).matches());
            case UI -> areRegistered(element);
            default -> NUMBERS.contains(vr) && Tags.group(element.tag()) != PROCEDURE_GROUP && areNumbers(element, vr);
        };
    }

    private static boolean areRegistered(Element element) {
        List<Uid> uids = element.uids();
        return uids.size() == element.texts().size()
                && uids.stream().allMatch(uid -> RegisteredUid.find(uid).isPresent());
    }

    /** Bytes are numbers, whatever they are; text may be anything. */
    private static boolean areNumbers(Element element, Vr vr) {
        return !vr.isText() || !element.decimals().isEmpty();
    }
}

package org.pacsscp.it.query;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.InformationModel;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.Tag;

/**
 * Queries that a seed makes: of both information models, all levels, and all kinds of matching (PS3.4 section C.2.2.2) but those that
 * are negotiated, with values like those that are stored.
 */
final class RandomIdentifiers {
    private static final Map<QueryLevel, List<Integer>> KEYS = new EnumMap<>(Map.of(
            QueryLevel.PATIENT,
            List.of(
                    Tag.PATIENT_NAME,
                    Tag.PATIENT_BIRTH_DATE,
                    Tag.PATIENT_SEX,
                    Tag.PATIENT_COMMENTS,
                    Tag.OTHER_PATIENT_IDS),
            QueryLevel.STUDY,
            List.of(
                    Tag.STUDY_DATE,
                    Tag.STUDY_TIME,
                    Tag.ACCESSION_NUMBER,
                    Tag.STUDY_ID,
                    Tag.STUDY_DESCRIPTION,
                    Tag.REFERRING_PHYSICIAN_NAME,
                    Tag.MODALITIES_IN_STUDY,
                    Tag.PROCEDURE_CODE_SEQUENCE),
            QueryLevel.SERIES,
            List.of(
                    Tag.MODALITY,
                    Tag.SERIES_NUMBER,
                    Tag.SERIES_DESCRIPTION,
                    Tag.BODY_PART_EXAMINED,
                    Tag.SERIES_DATE,
                    Tag.SERIES_TIME,
                    Tag.PROTOCOL_NAME),
            QueryLevel.IMAGE,
            List.of(
                    Tag.INSTANCE_NUMBER,
                    Tag.SOP_CLASS_UID,
                    Tag.CONTENT_DATE,
                    Tag.CONTENT_TIME,
                    Tag.ACQUISITION_DATE_TIME,
                    Tag.IMAGE_COMMENTS,
                    Tag.IMAGE_TYPE)));

    private final List<DataSet> instances;
    private final Random random;

    RandomIdentifiers(List<DataSet> instances, long seed) {
        this.instances = instances;
        random = new Random(seed);
    }

    /** Makes the next one; nothing is wanted that would have to be negotiated. */
    Identifier next() {
        InformationModel model = random.nextBoolean() ? InformationModel.PATIENT_ROOT : InformationModel.STUDY_ROOT;
        QueryLevel level = any(levels(model));
        DataSet like = any(instances);
        Identifier identifier =
                model == InformationModel.PATIENT_ROOT ? Identifier.patientRoot(level) : Identifier.studyRoot(level);
        return withKeys(keysAbove(identifier.characterSet("ISO_IR 192"), like), level, like);
    }

    private static List<QueryLevel> levels(InformationModel model) {
        return model == InformationModel.PATIENT_ROOT
                ? List.of(QueryLevel.values())
                : List.of(QueryLevel.STUDY, QueryLevel.SERIES, QueryLevel.IMAGE);
    }

    private static Identifier keysAbove(Identifier identifier, DataSet like) {
        Identifier with = identifier;
        QueryLevel level = identifier.level().orElseThrow();
        for (QueryLevel above : levels(identifier.model())) {
            if (above.compareTo(level) < 0) {
                with = with.key(above.uniqueKey(), like.text(above.uniqueKey()).orElseThrow());
            }
        }
        return with;
    }

    private Identifier withKeys(Identifier above, QueryLevel level, DataSet like) {
        Identifier identifier = above;
        boolean unique = random.nextInt(4) == 0;
        if (unique) {
            identifier = identifier.key(level.uniqueKey(), uniqueValues(level, like));
        }
        List<Integer> keys = new ArrayList<>(KEYS.getOrDefault(level, List.of()));
        if (level == QueryLevel.STUDY && identifier.model() == InformationModel.STUDY_ROOT) {
            keys.addAll(KEYS.getOrDefault(QueryLevel.PATIENT, List.of()));
            keys.add(Tag.PATIENT_ID);
        }
        for (int i = random.nextInt(3) + (unique ? 0 : 1); i > 0; i--) {
            identifier = key(identifier, take(keys), like);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            identifier = identifier.returning(take(keys));
        }
        return identifier;
    }

    private String[] uniqueValues(QueryLevel level, DataSet like) {
        String one = like.text(level.uniqueKey()).orElseThrow();
        if (level == QueryLevel.PATIENT) {
            return new String[] {random.nextBoolean() ? one : wild(one)};
        }
        String other = any(instances).text(level.uniqueKey()).orElseThrow();
        return random.nextBoolean() ? new String[] {one} : new String[] {one, other};
    }

    private Identifier key(Identifier identifier, int tag, DataSet like) {
        String stored = like.text(tag).orElse("");
        return switch (Dictionary.standard().vr(tag)) {
            case SQ ->
                identifier.keys(builder -> builder.sequence(
                        tag,
                        DataSet.builder()
                                .text(Tag.CODE_VALUE, "P" + random.nextInt(5))
                                .build()));
            case UI ->
                random.nextBoolean()
                        ? identifier.key(tag, stored)
                        : identifier.key(tag, stored, any(instances).text(tag).orElseThrow());
            case DA -> identifier.key(tag, range(orElse(stored, "20220101"), "19000101", "20991231"));
            case TM -> identifier.key(tag, range(stored.isEmpty() ? "1200" : shortened(stored), "0000", "2359"));
            case DT -> identifier.key(tag, moments(stored));
            case IS -> identifier.key(tag, any(List.of("1", "2", "03", "+1")));
            case LT -> identifier.key(tag, wild(stored));
            default -> {
                int source = tag == Tag.MODALITIES_IN_STUDY ? Tag.MODALITY : tag;
                String one = orElse(like.text(source).orElse(""), "X");
                String other = orElse(any(instances).text(source).orElse(""), "Y");
                yield random.nextInt(12) == 0 ? identifier.key(tag, one, other) : identifier.key(tag, wild(one));
            }
        };
    }

    private static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private String moments(String stored) {
        String moment = stored.isEmpty() ? "20220101" : stored.substring(0, any(List.of(4, 8, 12)));
        return range(moment, "1999", "2099");
    }

    /** A range that begins or ends with a value, or the value. */
    private String range(String value, String least, String most) {
        return switch (random.nextInt(5)) {
            case 0 -> value;
            case 1 -> value + "-";
            case 2 -> "-" + value;
            case 3 -> least + "-" + value;
            default -> value + "-" + most;
        };
    }

    private String shortened(String time) {
        return switch (random.nextInt(3)) {
            case 0 -> time.substring(0, 2);
            case 1 -> time.substring(0, 4);
            default -> time;
        };
    }

    private String wild(String stored) {
        String value = orElse(stored, "X");
        int at = value.offsetByCodePoints(0, random.nextInt(value.codePointCount(0, value.length())));
        int behind = value.offsetByCodePoints(at, 1);
        return switch (random.nextInt(8)) {
            case 0 -> value;
            case 1 -> value.toUpperCase(Locale.ROOT);
            case 2, 3 -> value.substring(0, at) + "*";
            case 4 -> "*" + value.substring(at);
            case 5 -> value.substring(0, at) + "?" + value.substring(behind);
            case 6 -> "*" + value.substring(at, behind) + "*";
            default -> value.substring(0, at) + "*" + value.substring(value.length() - 1);
        };
    }

    private int take(List<Integer> keys) {
        return keys.remove(random.nextInt(keys.size()));
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}

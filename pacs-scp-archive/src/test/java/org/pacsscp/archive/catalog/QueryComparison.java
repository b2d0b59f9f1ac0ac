package org.pacsscp.archive.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pacsscp.client.InformationModel;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.QueryOption;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;
import org.pacsscp.dataset.match.Query;
import org.pacsscp.dataset.match.QueryRules;
import org.pacsscp.storage.StoredInstance;

/** Compares a catalog's matches with those of the plain matcher over all instances, for random queries. */
@SuppressWarnings("EnumOrdinal") // levels are counted from the top
final class QueryComparison {
    /** It has a summer time. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final List<Integer> PATIENT_KEYS = List.of(
            Tag.PATIENT_NAME,
            Tag.PATIENT_ID,
            Tag.ISSUER_OF_PATIENT_ID,
            Tag.PATIENT_BIRTH_DATE,
            Tag.PATIENT_SEX,
            Tag.PATIENT_COMMENTS);
    private static final List<Integer> STUDY_KEYS = List.of(
            Tag.STUDY_INSTANCE_UID,
            Tag.STUDY_DATE,
            Tag.STUDY_TIME,
            Tag.ACCESSION_NUMBER,
            Tag.STUDY_ID,
            Tag.STUDY_DESCRIPTION,
            Tag.REFERRING_PHYSICIAN_NAME,
            Tag.MODALITIES_IN_STUDY,
            Tag.NUMBER_OF_STUDY_RELATED_INSTANCES,
            Tag.PROCEDURE_CODE_SEQUENCE);
    private static final List<Integer> SERIES_KEYS =
            List.of(Tag.SERIES_INSTANCE_UID, Tag.MODALITY, Tag.SERIES_NUMBER, Tag.BODY_PART_EXAMINED);
    private static final List<Integer> IMAGE_KEYS =
            List.of(Tag.SOP_INSTANCE_UID, Tag.SOP_CLASS_UID, Tag.INSTANCE_NUMBER, Tag.CONTENT_DATE, Tag.IMAGE_TYPE);
    private static final List<List<Integer>> KEYS = List.of(PATIENT_KEYS, STUDY_KEYS, SERIES_KEYS, IMAGE_KEYS);

    private final Catalog catalog;
    private final List<DataSet> instances;
    private final Random random;

    QueryComparison(Catalog catalog, List<StoredInstance> stored, Random random) {
        this.catalog = catalog;
        this.random = random;
        instances = stored.stream()
                .map(StoredInstance::header)
                .map(header -> derived(header, stored))
                .toList();
    }

    private static DataSet derived(DataSet header, List<StoredInstance> all) {
        List<DataSet> ofStudy = all.stream()
                .map(StoredInstance::header)
                .filter(other -> other.text(Tag.STUDY_INSTANCE_UID).equals(header.text(Tag.STUDY_INSTANCE_UID)))
                .toList();
        Set<String> modalities = ofStudy.stream()
                .flatMap(other -> other.text(Tag.MODALITY).stream())
                .filter(modality -> !modality.isEmpty() && modality.equals(modality.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(TreeSet::new));
        return header.with(builder -> builder.integer(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES, ofStudy.size())
                .text(Tag.MODALITIES_IN_STUDY, modalities.toArray(String[]::new)));
    }

    /** Asks one query. Returns how many matches it had. */
    int compare() {
        InformationModel model = random.nextBoolean() ? InformationModel.PATIENT_ROOT : InformationModel.STUDY_ROOT;
        QueryLevel level = QueryLevel.values()[
                random.nextInt(model == InformationModel.PATIENT_ROOT ? 0 : 1, QueryLevel.values().length)];
        boolean relational = random.nextInt(3) == 0;
        Set<QueryOption> options = new HashSet<>();
        for (QueryOption option : List.of(
                QueryOption.COMBINED_DATE_TIME,
                QueryOption.EMPTY_VALUES,
                QueryOption.MULTIPLE_VALUES,
                QueryOption.TIMEZONE_ADJUSTMENT)) {
            if (random.nextInt(3) == 0) {
                options.add(option);
            }
        }
        if (relational) {
            options.add(QueryOption.RELATIONAL);
        }
        DataSet identifier = identifier(model, level, relational, options.contains(QueryOption.EMPTY_VALUES));
        CatalogQuery query = new CatalogQuery(model, level, identifier, options, ZONE);
        List<DataSet> expected = expected(query);
        List<DataSet> found = new ArrayList<>();
        try (CatalogMatches matches = catalog.find(query)) {
            for (Optional<DataSet> match = matches.next(); match.isPresent(); match = matches.next()) {
                found.add(match.get());
            }
        }
        assertThat(texts(found, relational))
                .as("%s %s", query, describe(identifier))
                .isEqualTo(texts(expected, relational));
        return found.size();
    }

    private static List<String> texts(List<DataSet> answers, boolean relational) {
        return answers.stream().map(answer -> text(answer, relational)).sorted().toList();
    }

    /** Of a relational query, below the level any that matches may be answered. */
    private static String text(DataSet answer, boolean relational) {
        StringBuilder text = new StringBuilder();
        answer.forEach(element -> {
            if (element.tag() != Tag.SPECIFIC_CHARACTER_SET
                    && (!relational
                            || QueryLevel.PATIENT.uniqueKey() == element.tag()
                            || element.tag() == Tag.STUDY_INSTANCE_UID)) {
                text.append(Integer.toHexString(element.tag()))
                        .append('=')
                        .append(element.vr() == Vr.SQ ? element.sequence().size() : element.texts())
                        .append(' ');
            }
        });
        return text.toString();
    }

    private static String describe(DataSet identifier) {
        StringBuilder text = new StringBuilder();
        identifier.forEach(element -> text.append(Integer.toHexString(element.tag()))
                .append('=')
                .append(element.texts())
                .append(' '));
        return text.toString();
    }

    private DataSet identifier(InformationModel model, QueryLevel level, boolean relational, boolean emptyValues) {
        DataSet sample = instances.get(random.nextInt(instances.size()));
        DataSetBuilder identifier = DataSet.builder().text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192");
        if (random.nextInt(4) == 0) {
            identifier.text(Tag.TIMEZONE_OFFSET_FROM_UTC, random.nextBoolean() ? "+0900" : "-1000");
        }
        int first = model == InformationModel.PATIENT_ROOT ? 0 : 1;
        for (int above = first; above < level.ordinal() && !relational; above++) {
            int tag = QueryLevel.values()[above].uniqueKey();
            String value = sample.text(tag).orElse("");
            identifier.text(tag, value.isEmpty() ? tag == Tag.PATIENT_ID ? "nobody" : "1.2" : value);
        }
        int lowest = relational ? 3 : level.ordinal();
        int from = relational || level.ordinal() == first || (level == QueryLevel.STUDY && first == 1)
                ? 0
                : level.ordinal();
        for (int i = from; i <= lowest; i++) {
            for (int tag : KEYS.get(i)) {
                if (random.nextInt(relational ? 6 : 3) == 0) {
                    key(identifier, tag, sample, emptyValues);
                }
            }
        }
        return identifier.build();
    }

    private void key(DataSetBuilder identifier, int tag, DataSet sample, boolean emptyValues) {
        Vr vr = Dictionary.standard().vr(tag);
        if (vr == Vr.SQ) {
            identifier.sequence(
                    tag,
                    DataSet.builder()
                            .text(Tag.CODE_VALUE, random.nextBoolean() ? "P2" : "P*")
                            .build());
            return;
        }
        String value = sample.text(tag).orElse("");
        String text = random.nextInt(8) == 0
                ? ""
                : switch (vr) {
                    case DA -> date(value);
                    case TM ->
                        List.of("1000-1800", "100000", "-1000", "1000-", "").get(random.nextInt(5));
                    case UI -> random.nextBoolean() ? value : value + "\\2.25.79.1\\1.2";
                    case IS -> random.nextBoolean() ? value : String.valueOf(random.nextInt(14));
                    default -> wild(value);
                };
        boolean date = vr == Vr.DA || vr == Vr.TM;
        raw(identifier, tag, vr, random.nextInt(15) == 0 && (emptyValues || !date) ? "\"\"" : text);
    }

    private String date(String value) {
        String day = value.matches("[0-9]{8}") ? value : "20260401";
        return List.of(day, day + "-", "-" + day, "20000101-" + (day.compareTo("20000101") < 0 ? "20000101" : day))
                .get(random.nextInt(4));
    }

    private String wild(String value) {
        if (value.isEmpty()) {
            return random.nextBoolean() ? "*" : "x*";
        }
        int at = random.nextInt(value.length());
        return switch (random.nextInt(8)) {
            case 0 -> value;
            case 1 -> value.substring(0, at) + "*";
            case 2 -> "*" + value.substring(at);
            case 3 -> value.substring(0, at) + "?" + value.substring(at + 1);
            case 4 -> value.toUpperCase(Locale.ROOT);
            case 5 -> "*" + value.substring(at, Math.min(value.length(), at + 2)) + "*";
            case 6 -> value + "\\other";
            default -> value.charAt(0) + "*" + value.charAt(value.length() - 1);
        };
    }

    private static void raw(DataSetBuilder identifier, int tag, Vr vr, String text) {
        identifier.add(RawText.element(tag, vr, text));
    }

    /** By the plain matcher, of each entity, with all that its instances say. */
    private List<DataSet> expected(CatalogQuery query) {
        QueryRules rules = QueryRules.queryRetrieve()
                .withCombinedDateTime(query.options().contains(QueryOption.COMBINED_DATE_TIME))
                .withEmptyValues(query.options().contains(QueryOption.EMPTY_VALUES))
                .withMultipleValues(query.options().contains(QueryOption.MULTIPLE_VALUES))
                .withTimezoneAdjustment(query.options().contains(QueryOption.TIMEZONE_ADJUSTMENT))
                .withLocalZone(query.localZone());
        DataSetBuilder keys = query.identifier().toBuilder();
        for (QueryLevel level : QueryLevel.values()) {
            boolean counts = level.compareTo(query.level()) <= 0
                    && (level != QueryLevel.PATIENT || query.model() == InformationModel.PATIENT_ROOT);
            if (counts && !query.identifier().contains(level.uniqueKey())) {
                keys.empty(level.uniqueKey());
            }
        }
        Query matcher = Query.of(keys.build(), rules);
        boolean idWanted = query.model() == InformationModel.PATIENT_ROOT
                && query.identifier().texts(Tag.PATIENT_ID).stream()
                        .anyMatch(id -> !id.isEmpty() && !id.chars().allMatch(c -> c == '*') && !id.equals("\"\""));
        Map<List<String>, DataSet> entities = new LinkedHashMap<>();
        for (DataSet instance : instances) {
            if (!(idWanted && instance.text(Tag.PATIENT_ID).orElse("").isEmpty())) {
                matcher.answer(instance)
                        .ifPresent(answer -> entities.putIfAbsent(entity(instance, query.level()), answer));
            }
        }
        return entities.values().stream()
                .sorted(Comparator.comparing(DataSet::toString))
                .toList();
    }

    private static List<String> entity(DataSet instance, QueryLevel level) {
        String id = instance.text(Tag.PATIENT_ID).orElse("");
        List<String> key = new ArrayList<>();
        key.add(id.isEmpty() ? "study " + instance.text(Tag.STUDY_INSTANCE_UID).orElseThrow() : id);
        key.add(instance.text(Tag.ISSUER_OF_PATIENT_ID).orElse(""));
        for (int i = 1; i <= level.ordinal(); i++) {
            key.add(instance.text(QueryLevel.values()[i].uniqueKey()).orElseThrow());
        }
        return key;
    }
}

package org.pacsscp.archive.catalog;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.client.InformationModel;
import org.pacsscp.client.QueryOption;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.value.DateRange;
import org.pacsscp.dataset.value.DicomDate;
import org.pacsscp.dataset.value.PersonName;

/**
 * Says in SQL what it can of a query: conditions that everything which matches fulfils, so that an index finds it soon. What else
 * fulfils them the matcher sorts out. Immutable.
 */
final class Narrowing {
    private static final String EMPTY_VALUE = "\"\"";

    private static final Condition ANYTHING = Condition.of("1 = 1");

    /** Databases take some thousand parameters; longer lists are left to the matcher. */
    private static final int MOST_VALUES = 10_000;

    private final CatalogQuery query;

    Narrowing(CatalogQuery query) {
        this.query = query;
    }

    /** Returns the conditions for all keys of an identifier. */
    List<Condition> conditions(Keys keys) {
        List<Condition> conditions = new ArrayList<>();
        for (Element key : keys.identifier()) {
            List<String> texts =
                    key.texts().stream().filter(text -> !text.isEmpty()).toList();
            if (!texts.isEmpty()
                    && texts.size() <= MOST_VALUES
                    && texts.stream().noneMatch(Narrowing::isSpecial)) {
                condition(key.tag(), texts).ifPresent(conditions::add);
            }
        }
        return conditions;
    }

    /** Everything, nothing, or what no column can hold. */
    private static boolean isSpecial(String text) {
        return text.chars().allMatch(c -> c == '*') || text.equals(EMPTY_VALUE) || text.indexOf('\0') >= 0;
    }

    private Optional<Condition> condition(int tag, List<String> texts) {
        return switch (tag) {
            case Tag.PATIENT_ID -> Optional.of(patientId(texts));
            case Tag.ISSUER_OF_PATIENT_ID -> Optional.of(text("p.issuer", texts).orUnknown("p.issuer"));
            case Tag.PATIENT_NAME -> Optional.of(name(texts));
            case Tag.PATIENT_BIRTH_DATE -> date("p.birth_date", texts);
            case Tag.STUDY_INSTANCE_UID -> Optional.of(Condition.in("st.study_uid", texts));
            case Tag.STUDY_DATE -> date("st.study_date", texts);
            case Tag.ACCESSION_NUMBER ->
                Optional.of(text("st.accession_number", texts).orUnknown("st.accession_number"));
            case Tag.STUDY_ID -> Optional.of(text("st.study_id", texts).orUnknown("st.study_id"));
            case Tag.MODALITIES_IN_STUDY -> Optional.of(modalities(texts));
            case Tag.SERIES_INSTANCE_UID -> Optional.of(Condition.in("se.series_uid", texts));
            case Tag.MODALITY -> Optional.of(text("se.modality", texts).orUnknown("se.modality"));
            case Tag.SERIES_NUMBER -> number("se.series_number", texts);
            case Tag.SOP_INSTANCE_UID -> Optional.of(Condition.in("i.sop_instance_uid", texts));
            case Tag.SOP_CLASS_UID -> Optional.of(Condition.in("i.sop_class_uid", texts));
            case Tag.INSTANCE_NUMBER -> number("i.instance_number", texts);
            default -> Optional.empty();
        };
    }

    /** Where it is a unique key, nobody has none; as a required one, an empty value matches all (PS3.4 section C.2.2.1.2). */
    private Condition patientId(List<String> texts) {
        Condition condition = text("p.patient_id", texts);
        return query.model() == InformationModel.PATIENT_ROOT ? condition : condition.orUnknown("p.patient_id");
    }

    private static Condition text(String column, List<String> texts) {
        return Condition.anyOf(
                texts.stream().map(text -> TextPattern.of(text).matches(column)).toList());
    }

    /** A key of one group is looked for in each group, and one of several in its places, as the matcher does. */
    private static Condition name(List<String> texts) {
        return Condition.anyOf(texts.stream().map(Narrowing::name).toList()).orUnknown("p.name");
    }

    private static Condition name(String text) {
        List<TextPattern> groups = ColumnText.groups(PersonName.parse(text)).stream()
                .map(TextPattern::of)
                .toList();
        return text.indexOf('=') < 0 ? anyGroup(groups.get(0)) : eachGroup(groups);
    }

    /** A pattern may also span several groups, of which then only the beginning can be told. */
    private static Condition anyGroup(TextPattern pattern) {
        if (pattern.isUniversal()) {
            return ANYTHING;
        }
        if (pattern.prefix().isEmpty()) {
            return Condition.anyOf(List.of(
                    pattern.matches("p.name"),
                    Condition.of("p.name_ideographic is not null"),
                    Condition.of("p.name_phonetic is not null")));
        }
        return Condition.anyOf(List.of(
                pattern.begins("p.name"), pattern.begins("p.name_ideographic"), pattern.begins("p.name_phonetic")));
    }

    private static Condition eachGroup(List<TextPattern> groups) {
        List<String> columns = List.of("p.name", "p.name_ideographic", "p.name_phonetic");
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!groups.get(i).isUniversal()) {
                conditions.add(groups.get(i).matches(columns.get(i)));
            }
        }
        return conditions.isEmpty() ? ANYTHING : Condition.allOf(conditions);
    }

    private static Condition modalities(List<String> texts) {
        Condition modality = text("ns.modality", texts).orUnknown("ns.modality");
        return new Condition(
                "exists (select 1 from series ns where ns.study_fk = st.pk and " + modality.sql() + ")",
                modality.parameters());
    }

    private static Optional<Condition> number(String column, List<String> texts) {
        List<Long> numbers =
                texts.stream().flatMap(text -> ColumnText.number(text).stream()).toList();
        return numbers.size() == texts.size()
                ? Optional.of(Condition.in(column, numbers).orUnknown(column))
                : Optional.empty();
    }

    /** With timezone adjustment, the day of a stored date may be the one before or after. */
    private Optional<Condition> date(String column, List<String> texts) {
        if (texts.size() != 1) {
            return Optional.empty();
        }
        int tolerance = query.has(QueryOption.TIMEZONE_ADJUSTMENT) ? 1 : 0;
        return range(texts.get(0)).flatMap(range -> {
            List<Condition> bounds = new ArrayList<>();
            range.from()
                    .flatMap(date -> moved(date, -tolerance))
                    .ifPresent(from -> bounds.add(Condition.of(column + " >= ?", from.text())));
            range.to()
                    .flatMap(date -> moved(date, tolerance))
                    .ifPresent(to -> bounds.add(Condition.of(column + " <= ?", to.text())));
            return bounds.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Condition.allOf(bounds).orUnknown(column));
        });
    }

    private static Optional<DateRange> range(String text) {
        return DicomDate.parse(text)
                .map(date -> new DateRange(Optional.of(date), Optional.of(date)))
                .or(() -> DateRange.parse(text));
    }

    private static Optional<DicomDate> moved(DicomDate date, int days) {
        try {
            LocalDate moved = date.date().plusDays(days);
            return moved.getYear() >= 0 && moved.getYear() <= 9999
                    ? Optional.of(new DicomDate(moved))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

package org.pacsscp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

class SyntaxChoiceTest {
    private static final Map<String, Uid> SYNTAXES = Map.of(
            "ILE", TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            "ELE", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            "EBE", TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
            "DEFL", TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
            "J2K", TransferSyntax.JPEG_2000_LOSSLESS,
            "RLE", TransferSyntax.RLE_LOSSLESS,
            "own", Uid.of("2.25.1"));

    @ParameterizedTest
    @CsvSource({
        "ILE,     ILE ELE",
        "ELE,     ELE ILE",
        "EBE,     EBE ELE ILE",
        "DEFL,    DEFL ELE ILE",
        "J2K,     J2K ILE",
        "own,     own ILE",
        "J2K ELE, J2K ELE ILE",
        "J2K EBE, J2K EBE ELE ILE",
        "J2K ILE, J2K ILE ELE",
        "J2K RLE, J2K RLE ILE"
    })
    void proposesWhatComesAndTheDefault(String originals, String proposed) {
        List<Uid> uids = syntaxes(originals);
        boolean convertible = uids.stream().anyMatch(SyntaxChoice::isConvertible);

        assertThat(SyntaxChoice.proposed(uids, convertible)).isEqualTo(syntaxes(proposed));
    }

    @ParameterizedTest
    @CsvSource({
        "ILE,  ILE ELE,      ILE",
        "ILE,  ELE,          ELE",
        "ELE,  ILE ELE,      ELE",
        "ELE,  ILE,          ILE",
        "ELE,  EBE,          EBE",
        "EBE,  ILE ELE,      ELE",
        "EBE,  EBE ELE ILE,  EBE",
        "DEFL, ILE ELE,      ELE",
        "DEFL, ILE,          ILE",
        "ELE,  DEFL EBE,     DEFL",
        "ILE,  J2K,          -",
        "J2K,  J2K ILE,      J2K",
        "J2K,  ILE ELE RLE,  -",
        "own,  ILE ELE,      -",
        "ELE,  '',           -"
    })
    void choosesItsOwnOrWhatItCanBeConvertedTo(String original, String accepted, String chosen) {
        Uid own = syntaxes(original).get(0);

        assertThat(SyntaxChoice.choose(own, SyntaxChoice.isConvertible(own), syntaxes(accepted)))
                .isEqualTo(
                        chosen.equals("-")
                                ? Optional.empty()
                                : Optional.of(syntaxes(chosen).get(0)));
    }

    private static List<Uid> syntaxes(String names) {
        return Stream.of(names.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(name -> Objects.requireNonNull(SYNTAXES.get(name), name))
                .toList();
    }
}

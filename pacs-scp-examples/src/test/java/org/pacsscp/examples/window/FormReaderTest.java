package org.pacsscp.examples.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationDecision;
import org.pacsscp.api.AssociationRequest;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.client.RemoteEntity;

class FormReaderTest {
    @Test
    void hasTheDefaultsOfTheApi() {
        ServerConfig expected = Server.builder().toConfig();
        ServerConfig config = config(ServerForm.defaults());
        assertThat(config.aeTitles()).isEqualTo(expected.aeTitles());
        assertThat(config.endpoints()).isEqualTo(expected.endpoints());
        assertThat(config.limits()).usingRecursiveComparison().isEqualTo(expected.limits());
        assertThat(config.timeouts()).usingRecursiveComparison().isEqualTo(expected.timeouts());
        assertThat(decide(config, "ANYBODY", "192.0.2.1")).isTrue();
    }

    @Test
    void takesEveryField() {
        ServerConfig config = config(form(" MY_PACS ", "192.0.2.1", "104", "7", "0"));
        assertThat(config.aeTitles()).containsExactly(AeTitle.of("MY_PACS"));
        assertThat(config.endpoints()).containsExactly(Endpoint.plain(new InetSocketAddress("192.0.2.1", 104)));
        assertThat(config.limits().maxAssociations()).isEqualTo(7);
        assertThat(config.timeouts().idle()).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "CT_1, 192.0.2.1, true",
        "MR_2, 192.0.2.7, true",
        "MR_2, 192.0.2.8, false",
        "US_3, 10.1.255.3, true",
        "US_3, 10.2.0.3, false",
        "CT_4, 192.0.2.1, false"
    })
    void admitsThePeersThatAreAllowed(String callingAeTitle, String address, boolean accepted) {
        ServerConfig config = config(peers(
                new AllowedPeer("CT_1", "", ""),
                AllowedPeer.NONE,
                new AllowedPeer("MR_2", "192.0.2.7", "104"),
                new AllowedPeer("US_3", "10.1.0.0/16", "")));
        assertThat(decide(config, callingAeTitle, address)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 104, 1, 0, AE_TITLE, 'AE title is blank; give 1 to 16'",
        "LONGER_THAN_SIXTEEN, '', 104, 1, 0, AE_TITLE, at most 16",
        "PACS, 127.0.0.1:104, 104, 1, 0, ADDRESS, 'is not known; give one of this machine'",
        "PACS, '', '', 1, 0, PORT, 'port is empty; give a whole number from 0 to 65535'",
        "PACS, '', 65536, 1, 0, PORT, port 65536 is out of range",
        "PACS, '', -1, 1, 0, PORT, is no number",
        "PACS, '', 104, 0, 0, MAXIMUM_PEERS, 'maximum of peers 0 is out of range; give a whole number from 1 to'",
        "PACS, '', 104, 9999999999, 0, MAXIMUM_PEERS, is no number",
        "PACS, '', 104, 1, 60s, IDLE_TIMEOUT, 'idle timeout \"60s\" is no number'",
        "PACS, '', 104, 1, 31536001, IDLE_TIMEOUT, out of range"
    })
    void saysWhatIsWrongWhere(
            String aeTitle, String address, String port, String peers, String idle, Place.Field field, String message) {
        assertThat(problems(form(aeTitle, address, port, peers, idle)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.place()).isEqualTo(field);
                    assertThat(problem.message()).contains(message);
                });
    }

    @Test
    void findsAllThatIsWrong() {
        assertThat(problems(form("", "", "", "", "")))
                .extracting(Problem::place)
                .containsExactly(
                        Place.Field.AE_TITLE, Place.Field.PORT, Place.Field.MAXIMUM_PEERS, Place.Field.IDLE_TIMEOUT);
    }

    @Test
    void saysWhichCellIsWrong() {
        List<Problem> problems =
                problems(peers(new AllowedPeer("CT_1", "", ""), new AllowedPeer("", "10.1/16", "70000")));
        assertThat(problems)
                .extracting(Problem::place)
                .containsExactly(
                        new Place.PeerCell(1, Place.Column.AE_TITLE),
                        new Place.PeerCell(1, Place.Column.HOST),
                        new Place.PeerCell(1, Place.Column.PORT));
        assertThat(problems.get(1).message()).contains("all four numbers");
    }

    @Test
    void takesADirectoryForWhatNeedsOne() {
        FormReader.Reading.Ready ready = ready(serving(ServiceChoice.ARCHIVE, " archive "));
        assertThat(ready.service()).isEqualTo(ServiceChoice.ARCHIVE);
        assertThat(ready.directory()).isEqualTo(Path.of("archive"));
        assertThat(ready(serving(ServiceChoice.VERIFICATION, "")).directory()).isEqualTo(Path.of(""));
    }

    @ParameterizedTest
    @CsvSource({
        "ARCHIVE, '', directory is empty; choose one",
        "WORKLIST, '', directory is empty; choose one",
        "WORKLIST, not/there, 'there is no directory not/there; give that of the entries'"
    })
    void saysWhatIsWrongWithTheDirectory(ServiceChoice service, String directory, String message) {
        assertThat(problems(serving(service, directory))).containsExactly(new Problem(Place.Field.DIRECTORY, message));
    }

    @Test
    void sendsToPeersOfWhomItIsKnownWhereTheyListen() {
        FormReader.Reading.Ready ready = ready(peers(
                new AllowedPeer("CT_1", "", "104"),
                new AllowedPeer("MR_2", "192.0.2.7", "105"),
                new AllowedPeer("MR_3", "192.0.2.8", ""),
                new AllowedPeer("US_4", "10.1.0.0/16", "104")));
        assertThat(ready.destinations()).containsExactly(RemoteEntity.of("MR_2", "192.0.2.7", 105));
    }

    private static ServerForm serving(ServiceChoice service, String directory) {
        return new ServerForm("PACS", service, directory, "", "0", "10", "60", List.of());
    }

    private static FormReader.Reading.Ready ready(ServerForm form) {
        return (FormReader.Reading.Ready) FormReader.read(form);
    }

    private static ServerForm form(String aeTitle, String address, String port, String peers, String idle) {
        return new ServerForm(aeTitle, ServiceChoice.VERIFICATION, "", address, port, peers, idle, List.of());
    }

    private static ServerForm peers(AllowedPeer... peers) {
        return new ServerForm("PACS", ServiceChoice.VERIFICATION, "", "", "0", "10", "60", List.of(peers));
    }

    private static ServerConfig config(ServerForm form) {
        return ready(form).builder().toConfig();
    }

    private static List<Problem> problems(ServerForm form) {
        return ((FormReader.Reading.Refused) FormReader.read(form)).problems();
    }

    private static boolean decide(ServerConfig config, String callingAeTitle, String address) {
        AssociationRequest request = mock(AssociationRequest.class);
        when(request.callingAeTitle()).thenReturn(AeTitle.of(callingAeTitle));
        when(request.remoteAddress()).thenReturn(new InetSocketAddress(address, 40000));
        return config.policy().decide(request) instanceof AssociationDecision.Accept;
    }
}

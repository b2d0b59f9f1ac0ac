package org.pacsscp.it.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Client;
import org.pacsscp.client.AssociationReuse;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.InstanceSource;
import org.pacsscp.client.Matches;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.it.ExampleServer;
import org.pacsscp.it.Orthanc;
import org.pacsscp.it.dataset.Dcmqrscp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Random queries of all kinds have the same answers in {@code archive-server}, Orthanc and DCMTK's {@code dcmqrscp} over the same
 * instances, but for the differences that docs/archive.md explains. With {@code -Dpacsscp.full=true} there are 500 queries over 2,000
 * studies, and each of those differences must be met.
 */
@Timeout(900)
class QueryPeersIT {
    private static final Logger log = LoggerFactory.getLogger(QueryPeersIT.class);
    private static final boolean FULL = Boolean.getBoolean("pacsscp.full");
    private static final int STUDIES = FULL ? 2000 : 150;
    private static final int QUERIES = FULL ? 500 : 60;
    private static final long SEED = Long.getLong("pacsscp.archive.seed", 20);

    /** A patient has some studies, which are not put under two titles. */
    private static final int STUDIES_OF_A_TITLE = Dcmqrscp.MOST_STUDIES - 10;

    @TempDir
    Path directory;

    private final List<DataSet> instances = new ArrayList<>();
    private final List<InstanceSource> sources = new ArrayList<>();
    private final List<List<String>> filesByTitle = new ArrayList<>();

    @Test
    void answersAsOtherArchivesDo() throws Exception {
        Dcmqrscp.needed();
        Orthanc.program();
        invent();
        try (ExampleServer ours = ExampleServer.startArchive(directory.resolve("ours"));
                Orthanc orthanc = Orthanc.start(directory, new Orthanc.Configuration().answersInUnicode());
                Dcmqrscp dcmqrscp =
                        Dcmqrscp.startWith(Files.createDirectory(directory.resolve("dcmtk")), filesByTitle);
                ServiceClassUser scu = ServiceClassUser.builder(Client.builder().loops(1))
                        .reuse(AssociationReuse.upTo(filesByTitle.size() + 2))
                        .build()) {
            RemoteEntity archive = RemoteEntity.of(ExampleServer.AE_TITLE, "127.0.0.1", ours.port());
            RemoteEntity other = RemoteEntity.of(Orthanc.AE_TITLE, "127.0.0.1", orthanc.port());
            List<RemoteEntity> titles = IntStream.range(0, filesByTitle.size())
                    .mapToObj(list -> RemoteEntity.of(Dcmqrscp.aeTitle(list), "127.0.0.1", dcmqrscp.port()))
                    .toList();
            assertThat(scu.store(archive, sources).isComplete()).isTrue();
            assertThat(scu.store(other, sources).isComplete()).isTrue();
            compare(
                    scu,
                    archive,
                    Map.of(
                            new QueryComparison(Peer.ORTHANC, instances),
                            List.of(other),
                            new QueryComparison(Peer.DCMQRSCP, instances),
                            titles));
        }
    }

    private void invent() throws IOException {
        Path files = Files.createDirectories(directory.resolve("files"));
        Set<String> studies = new HashSet<>();
        for (List<DataSet> patient : new InventedStudies(STUDIES).patients()) {
            if (filesByTitle.isEmpty() || studies.size() > STUDIES_OF_A_TITLE) {
                filesByTitle.add(new ArrayList<>());
                studies.clear();
            }
            for (DataSet instance : patient) {
                Path file = InventedStudies.write(instance, files);
                instances.add(instance);
                sources.add(InstanceSource.file(file));
                filesByTitle.get(filesByTitle.size() - 1).add(file.toString());
                studies.add(instance.text(Tag.STUDY_INSTANCE_UID).orElseThrow());
            }
        }
    }

    private void compare(ServiceClassUser scu, RemoteEntity archive, Map<QueryComparison, List<RemoteEntity>> peers)
            throws Exception {
        RandomIdentifiers identifiers = new RandomIdentifiers(instances, SEED);
        for (int i = 0; i < QUERIES; i++) {
            Identifier identifier = identifiers.next();
            Map<String, DataSet> found = find(scu, List.of(archive), identifier);
            for (Map.Entry<QueryComparison, List<RemoteEntity>> peer : peers.entrySet()) {
                peer.getKey().compare(identifier, found, find(scu, peer.getValue(), identifier));
            }
        }
        Set<Difference> met = EnumSet.noneOf(Difference.class);
        for (QueryComparison peer : peers.keySet()) {
            log.info("{}", peer);
            assertThat(peer.unexplained()).isEmpty();
            assertThat(peer.same()).isGreaterThan(QUERIES / 10);
            met.addAll(peer.differences().keySet());
        }
        if (FULL) {
            assertThat(met).as("what is explained is needed").containsExactly(Difference.values());
        }
    }

    /** Returns what one archive has under several titles, by unique key. */
    private static Map<String, DataSet> find(ServiceClassUser scu, List<RemoteEntity> titles, Identifier identifier)
            throws Exception {
        Map<String, DataSet> found = new HashMap<>();
        int unique = identifier.level().orElseThrow().uniqueKey();
        for (RemoteEntity title : titles) {
            try (Matches matches = scu.find(title, identifier)) {
                for (DataSet match : matches.toList()) {
                    assertThat(found.put(match.text(unique).orElseThrow(), match))
                            .as("an entity that %s answers twice", title)
                            .isNull();
                }
            }
        }
        return found;
    }
}

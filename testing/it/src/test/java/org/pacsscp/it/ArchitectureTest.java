package org.pacsscp.it;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import jdk.jfr.Event;
import org.pacsscp.api.ServerConfig;

/**
 * The structure of the code. Each rule names packages that must exist: ArchUnit fails a rule that finds no class to
 * look at, so a package that is renamed cannot slip out of its rule.
 */
@AnalyzeClasses(packages = "org.pacsscp", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String API = "org.pacsscp.api..";
    private static final String CORE = "org.pacsscp.core..";
    private static final String ECHO = "org.pacsscp.echo..";
    private static final String CLIENT = "org.pacsscp.client..";
    private static final String STORAGE = "org.pacsscp.storage..";
    private static final String MICROMETER = "org.pacsscp.micrometer..";
    private static final String AUDIT = "org.pacsscp.audit..";
    private static final String DATASET = "org.pacsscp.dataset..";
    private static final String WORKLIST = "org.pacsscp.worklist..";
    private static final String ARCHIVE = "org.pacsscp.archive..";
    private static final String PDU = "org.pacsscp.core.internal.pdu..";
    private static final String UL = "org.pacsscp.core.internal.ul..";
    private static final String DIMSE = "org.pacsscp.core.internal.dimse..";
    private static final String IO = "org.pacsscp.core.internal.io..";
    private static final String TLS = "org.pacsscp.core.internal.tls..";
    private static final String FLIGHT = "org.pacsscp.core.internal.flight..";
    private static final String REPORT = "org.pacsscp.core.internal.report..";
    private static final String ASSOCIATION = "org.pacsscp.core.internal.association..";
    private static final String OPERATION = "org.pacsscp.core.internal.operation..";
    private static final String SERVER = "org.pacsscp.core.internal.server..";
    private static final String REQUESTOR = "org.pacsscp.core.internal.client..";

    /** So many classes may know each other: more are a knot that nobody takes apart. */
    private static final int MAX_CYCLE = 5;

    private static final String WINDOW = "org.pacsscp.examples.window";
    private static final String WINDOW_LOG = "org.pacsscp.examples.window.log";
    private static final String WINDOW_STUDIES = "org.pacsscp.examples.window.studies";
    private static final String WINDOW_WORKLIST = "org.pacsscp.examples.window.worklist";
    private static final String WINDOW_TAB = "org.pacsscp.examples.window.tab";
    private static final String WINDOW_SWING = "org.pacsscp.examples.window.swing";

    private static final String FLIGHT_RECORDER = "jdk.jfr..";

    private static final String JDK_TLS = "javax.net.ssl..";

    /** The names in certificates. */
    private static final String JDK_NAMES = "javax.security.auth.x500..";

    /** A data set is a {@link ReadableByteChannel} too: a way to read that connects to nothing, like what is thrown. */
    private static final DescribedPredicate<JavaClass> SOCKETS_AND_CHANNELS = resideInAPackage("java.nio.channels..")
            .and(not(equivalentTo(ReadableByteChannel.class)))
            .and(not(equivalentTo(FileChannel.class)))
            .and(not(assignableTo(Throwable.class)))
            .or(assignableTo(SocketFactory.class))
            .or(assignableTo(ServerSocketFactory.class))
            .or(assignableTo(Socket.class))
            .or(assignableTo(ServerSocket.class))
            .or(assignableTo(DatagramSocket.class))
            .as("sockets or channels");

    @ArchTest
    static final ArchRule coreHasNoCycles =
            slices().matching("org.pacsscp.core.internal.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theApiHasNoCyclesOfPackages =
            slices().matching("org.pacsscp.(api..)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule pduUsesNoOtherPackageOfCore = packageUsesOnly(PDU, PDU);

    @ArchTest
    static final ArchRule ulUsesOnlyPdu = packageUsesOnly(UL, UL, PDU);

    @ArchTest
    static final ArchRule dimseUsesOnlyPduAndUl = packageUsesOnly(DIMSE, DIMSE, PDU, UL);

    @ArchTest
    static final ArchRule ioKnowsNoDicom = noClasses()
            .that()
            .resideInAPackage(IO)
            .should()
            .dependOnClassesThat(
                    resideInAPackage(API).or(resideInAPackage(CORE).and(not(resideInAnyPackage(IO, FLIGHT)))));

    @ArchTest
    static final ArchRule flightUsesNoOtherPackageOfCore = packageUsesOnly(FLIGHT, FLIGHT);

    @ArchTest
    static final ArchRule onlyFlightKnowsTheFlightRecorder = noClasses()
            .that()
            .resideInAPackage(CORE)
            .and()
            .resideOutsideOfPackage(FLIGHT)
            .should()
            .dependOnClassesThat(resideInAPackage(FLIGHT_RECORDER).and(not(equivalentTo(Event.class))))
            .because("it may be absent; an event's supertype is named where its methods are called");

    @ArchTest
    static final ArchRule tlsKnowsNoConnection = packageUsesOnly(TLS, TLS);

    @ArchTest
    static final ArchRule reportUsesOnlyWhatComesAndGoes = packageUsesOnly(REPORT, REPORT, FLIGHT, DIMSE, PDU, IO);

    @ArchTest
    static final ArchRule associationKnowsNoneOfItsUsers =
            packageUsesOnly(ASSOCIATION, ASSOCIATION, REPORT, FLIGHT, DIMSE, UL, TLS, PDU, IO);

    @ArchTest
    static final ArchRule operationKnowsNoServer =
            packageUsesOnly(OPERATION, OPERATION, ASSOCIATION, REPORT, FLIGHT, DIMSE, UL, PDU, IO);

    @ArchTest
    static final ArchRule coreHasNoOtherPackages = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .resideInAnyPackage(PDU, UL, DIMSE, IO, TLS, FLIGHT, REPORT, ASSOCIATION, OPERATION, SERVER, REQUESTOR);

    @ArchTest
    static final ArchRule theServerKnowsNoClient = noClasses()
            .that()
            .resideInAPackage(SERVER)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(REQUESTOR);

    @ArchTest
    static final ArchRule noServerConfigBelowTheServer = noClasses()
            .that()
            .resideInAPackage(CORE)
            .and()
            .resideOutsideOfPackage(SERVER)
            .should()
            .dependOnClassesThat(equivalentTo(ServerConfig.class))
            .because("what lies below serves a client, too");

    private static ArchRule packageUsesOnly(String one, String... used) {
        return noClasses()
                .that()
                .resideInAPackage(one)
                .should()
                .dependOnClassesThat(resideInAPackage(CORE).and(not(resideInAnyPackage(used))));
    }

    /** Classes with those nested in them. What a sealed type permits is no use of it. */
    @ArchTest
    static void coreHasNoLargeCyclesOfClasses(JavaClasses classes) {
        Map<String, Set<String>> uses = new HashMap<>();
        for (JavaClass one : classes.that(resideInAPackage(CORE))) {
            Set<String> used = uses.computeIfAbsent(topLevel(one), any -> new HashSet<>());
            one.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(resideInAPackage(CORE))
                    .forEach(target -> used.add(topLevel(target)));
        }
        assertThat(Cycles.of(uses)).allSatisfy(cycle -> assertThat(cycle).hasSizeLessThanOrEqualTo(MAX_CYCLE));
    }

    /** What is larger has become the place for whatever has no place. */
    @ArchTest
    static void noPackageOfCoreHasMoreThanAQuarterOfItsLines(JavaClasses unused) throws IOException {
        Path core = Artifacts.top().resolve("pacs-scp-core/src/main/java/org/pacsscp/core/internal");
        Map<String, Long> lines = new HashMap<>();
        try (Stream<Path> files = Files.walk(core)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String slice = String.valueOf(core.relativize(file).getParent());
                lines.merge(slice, (long) Files.readAllLines(file).size(), Long::sum);
            }
        }
        long quarter = lines.values().stream().mapToLong(Long::longValue).sum() / 4;
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy((slice, size) -> assertThat(size).as(slice).isLessThan(quarter));
    }

    private static String topLevel(JavaClass one) {
        return one.getEnclosingClass().map(ArchitectureTest::topLevel).orElseGet(one::getName);
    }

    @ArchTest
    static final ArchRule onlyIoTouchesTheNetwork = noClasses()
            .that()
            .resideInAnyPackage(API, CORE, ECHO)
            .and()
            .resideOutsideOfPackage(IO)
            .and()
            .areNotAssignableTo(X509ExtendedKeyManager.class)
            .and()
            .areNotAssignableTo(X509ExtendedTrustManager.class)
            .should()
            .dependOnClassesThat(SOCKETS_AND_CHANNELS)
            .because("only the JDK's own method signatures name sockets elsewhere");

    @ArchTest
    static final ArchRule ioIsWhatTouchesTheNetwork = classes()
            .that()
            .haveFullyQualifiedName("org.pacsscp.core.internal.io.loop.IoLoop")
            .should()
            .dependOnClassesThat(SOCKETS_AND_CHANNELS)
            .because("the rule before this one would otherwise forbid what nobody does");

    @ArchTest
    static final ArchRule coreNeedsOnlyTheJdkAndSlf4j = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "", "java..", JDK_TLS, JDK_NAMES, FLIGHT_RECORDER, "org.slf4j..", "org.jspecify..", API, CORE)
            .because("the unnamed package holds arrays of primitives and nothing else");

    @ArchTest
    static final ArchRule apiNeedsOnlyTheJdk = classes()
            .that()
            .resideInAPackage(API)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("", "java..", JDK_TLS, JDK_NAMES, "org.jspecify..", API);

    @ArchTest
    static final ArchRule echoNeedsOnlyTheApi = classes()
            .that()
            .resideInAPackage(ECHO)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("", "java..", "org.jspecify..", API, ECHO);

    @ArchTest
    static final ArchRule theClientNeedsOnlyTheApiAndDataSets = classes()
            .that()
            .resideInAPackage(CLIENT)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("", "java..", "org.jspecify..", API, DATASET, CLIENT);

    @ArchTest
    static final ArchRule storageNeedsOnlyTheApiDataSetsAndSlf4j = classes()
            .that()
            .resideInAPackage(STORAGE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("", "java..", "org.slf4j..", "org.jspecify..", API, DATASET, STORAGE);

    @ArchTest
    static final ArchRule metricsNeedOnlyTheApiAndMicrometer = classes()
            .that()
            .resideInAPackage(MICROMETER)
            .and()
            .haveNameNotMatching(".*\\.(StorageMetrics|ArchiveMetrics|ServiceMeters|CatalogMeters)(\\$.*)?")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("", "java..", "io.micrometer..", "org.jspecify..", API, MICROMETER);

    @ArchTest
    static final ArchRule auditNeedsOnlyTheApiAndSlf4j = classes()
            .that()
            .resideInAPackage(AUDIT)
            .and()
            .doNotHaveSimpleName("AuditedInstances")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("", "java..", "javax.net.ssl..", "org.slf4j..", "org.jspecify..", API, AUDIT);

    @ArchTest
    static final ArchRule storageHasNoCyclesOfPackages =
            slices().matching("org.pacsscp.(storage..)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobodyOutsideUsesCore = noClasses()
            .that()
            .resideOutsideOfPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CORE);

    @ArchTest
    static final ArchRule librariesPrintNothing = noClasses()
            .that()
            .resideInAnyPackage(API, CORE, ECHO, CLIENT, STORAGE, MICROMETER, AUDIT)
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule librariesPrintNoStackTrace = noClasses()
            .that()
            .resideInAnyPackage(API, CORE, ECHO, CLIENT, STORAGE, MICROMETER, AUDIT)
            .should()
            .callMethodWhere(target(name("printStackTrace")));

    @ArchTest
    static final ArchRule whatAWindowDoesKnowsNoWindow = noClasses()
            .that()
            .resideInAnyPackage(WINDOW, WINDOW_LOG, WINDOW_STUDIES, WINDOW_WORKLIST, WINDOW_TAB)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt..", "javax.swing..", "com.formdev..", WINDOW_SWING);

    @ArchTest
    static final ArchRule theTabsDoNotKnowTheWindow = noClasses()
            .that()
            .resideInAnyPackage(WINDOW_STUDIES, WINDOW_WORKLIST, WINDOW_TAB)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(WINDOW, WINDOW_SWING);

    @ArchTest
    static final ArchRule theWindowItselfKnowsNoServer = noClasses()
            .that()
            .resideInAPackage(WINDOW_SWING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, CLIENT, ARCHIVE, DATASET, WORKLIST)
            .because("nothing that a server or a peer does may be waited for on the event dispatch thread");

    @ArchTest
    static final ArchRule noDeadlineKnowsTheTimeOfDay = noClasses()
            .that()
            .resideInAPackage(CORE)
            .and()
            .resideOutsideOfPackage(TLS)
            .and()
            .doNotHaveFullyQualifiedName("org.pacsscp.core.internal.association.Session")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat(assignableTo(Clock.class))
            .because(
                    "a clock that is set must not end anything; certificates have dates, and a session tells since when it is");

    @ArchTest
    static final ArchRule ioHasNoSynchronizedMethods = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(IO)
            .should()
            .notHaveModifier(JavaModifier.SYNCHRONIZED);
}

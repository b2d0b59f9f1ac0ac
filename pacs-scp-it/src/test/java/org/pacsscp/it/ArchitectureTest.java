package org.pacsscp.it;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ReadableByteChannel;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The structure of the code. Each rule names packages that must exist: ArchUnit fails a rule that finds no class to
 * look at, so a package that is renamed cannot slip out of its rule.
 */
@AnalyzeClasses(packages = "org.pacsscp", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String API = "org.pacsscp.api..";
    private static final String CORE = "org.pacsscp.core..";
    private static final String ECHO = "org.pacsscp.echo..";
    private static final String PDU = "org.pacsscp.core.internal.pdu..";
    private static final String UL = "org.pacsscp.core.internal.ul..";
    private static final String DIMSE = "org.pacsscp.core.internal.dimse..";
    private static final String IO = "org.pacsscp.core.internal.io..";
    private static final String TLS = "org.pacsscp.core.internal.tls..";
    private static final String ENGINE = "org.pacsscp.core.internal.engine..";

    private static final String WINDOW = "org.pacsscp.examples.window";
    private static final String WINDOW_LOG = "org.pacsscp.examples.window.log";
    private static final String WINDOW_SWING = "org.pacsscp.examples.window.swing";

    private static final String JDK_TLS = "javax.net.ssl..";

    /** The names in certificates. */
    private static final String JDK_NAMES = "javax.security.auth.x500..";

    /** A data set is a {@link ReadableByteChannel} too: a way to read that connects to nothing, like what is thrown. */
    private static final DescribedPredicate<JavaClass> SOCKETS_AND_CHANNELS = resideInAPackage("java.nio.channels..")
            .and(not(equivalentTo(ReadableByteChannel.class)))
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
    static final ArchRule pduUsesNoOtherPackageOfCore = noClasses()
            .that()
            .resideInAPackage(PDU)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(UL, DIMSE, IO, TLS, ENGINE);

    @ArchTest
    static final ArchRule ulUsesOnlyPdu = noClasses()
            .that()
            .resideInAPackage(UL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DIMSE, IO, TLS, ENGINE);

    @ArchTest
    static final ArchRule dimseUsesOnlyPduAndUl = noClasses()
            .that()
            .resideInAPackage(DIMSE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(IO, TLS, ENGINE);

    @ArchTest
    static final ArchRule ioKnowsNoDicom = noClasses()
            .that()
            .resideInAPackage(IO)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, PDU, UL, DIMSE, TLS, ENGINE);

    @ArchTest
    static final ArchRule tlsKnowsNoConnection = noClasses()
            .that()
            .resideInAPackage(TLS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PDU, UL, DIMSE, IO, ENGINE);

    @ArchTest
    static final ArchRule coreHasNoOtherPackages =
            classes().that().resideInAPackage(CORE).should().resideInAnyPackage(PDU, UL, DIMSE, IO, TLS, ENGINE);

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
            .haveFullyQualifiedName("org.pacsscp.core.internal.io.IoLoop")
            .should()
            .dependOnClassesThat(SOCKETS_AND_CHANNELS)
            .because("the rule before this one would otherwise forbid what nobody does");

    @ArchTest
    static final ArchRule coreNeedsOnlyTheJdkAndSlf4j = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("", "java..", JDK_TLS, JDK_NAMES, "org.slf4j..", "org.jspecify..", API, CORE)
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
    static final ArchRule nobodyOutsideUsesCore = noClasses()
            .that()
            .resideOutsideOfPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CORE);

    @ArchTest
    static final ArchRule librariesPrintNothing =
            noClasses().that().resideInAnyPackage(API, CORE, ECHO).should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule librariesPrintNoStackTrace = noClasses()
            .that()
            .resideInAnyPackage(API, CORE, ECHO)
            .should()
            .callMethodWhere(target(name("printStackTrace")));

    @ArchTest
    static final ArchRule whatAWindowDoesKnowsNoWindow = noClasses()
            .that()
            .resideInAnyPackage(WINDOW, WINDOW_LOG)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt..", "javax.swing..", "com.formdev..", WINDOW_SWING);

    @ArchTest
    static final ArchRule theWindowItselfKnowsNoServer = noClasses()
            .that()
            .resideInAPackage(WINDOW_SWING)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(API)
            .because("nothing that the server does may be waited for on the event dispatch thread");

    @ArchTest
    static final ArchRule ioHasNoSynchronizedMethods = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(IO)
            .should()
            .notHaveModifier(JavaModifier.SYNCHRONIZED);
}

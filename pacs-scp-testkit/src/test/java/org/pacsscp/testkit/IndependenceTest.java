package org.pacsscp.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The testkit stands on its own codec: an engine is tested with it. */
@AnalyzeClasses(packages = "org.pacsscp.testkit", importOptions = ImportOption.DoNotIncludeTests.class)
class IndependenceTest {
    @ArchTest
    static final ArchRule usesNoEngine =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.pacsscp.core..");

    @ArchTest
    static final ArchRule asksForNoEngine = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.pacsscp.api.spi..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo("java.util.ServiceLoader");

    /** The names of packages in the order in which they may use one another. */
    @ArchTest
    static final ArchRule wireUsesOnlyTheApi = classes()
            .that()
            .resideInAPackage("..testkit.wire..")
            .should()
            .onlyDependOnClassesThat(resideInAPackage("..testkit.wire..")
                    .or(resideInAPackage("org.pacsscp.api"))
                    .or(resideInAPackage("java.."))
                    .or(resideInAPackage("javax.net.ssl.."))
                    .or(resideInAPackage("org.jspecify.."))
                    .or(resideInAPackage("")));

    @ArchTest
    static final ArchRule hasNoCycles =
            slices().matching("org.pacsscp.testkit.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule needsJunitAndAssertjOnlyWhereItSays = noClasses()
            .that()
            .resideOutsideOfPackages("..testkit.junit..", "..testkit.assertj..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", "org.assertj..", "org.opentest4j..");

    /** So that no test of this module can be helped by it. */
    @Test
    void hasNoEngineOnItsClassPath() {
        assertThatThrownBy(() -> Class.forName("org.pacsscp.core.internal.pdu.PduReader"))
                .isInstanceOf(ClassNotFoundException.class);
    }
}

package io.caretaker.alerting.oncall;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.caretaker.alerting.oncall", importOptions = ImportOption.DoNotIncludeTests.class)
class OnCallIsPureTest {
    @ArchTest
    static final ArchRule ESCALATION_SEES_NEITHER_STORES_NOR_FRAMEWORKS = noClasses()
            .that()
            .resideInAPackage("io.caretaker.alerting.oncall")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..",
                    "org.jdbi..",
                    "io.quarkus..",
                    "io.vertx..",
                    "io.smallrye..",
                    "jakarta..",
                    "java.net..")
            .because("who is told is decided by a fold that a replay repeats");
}

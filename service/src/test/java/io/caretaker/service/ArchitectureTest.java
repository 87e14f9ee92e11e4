package io.caretaker.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.UUID;

/** Who may know whom. A rule that hurts is discussed in a decision record, not suppressed here. */
@AnalyzeClasses(packages = "io.caretaker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule modulesDependInOneDirection = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.caretaker..")
            .layer("model")
            .definedBy("io.caretaker.model..")
            .layer("ingest")
            .definedBy("io.caretaker.ingest..")
            .layer("alerting")
            .definedBy("io.caretaker.alerting..")
            .layer("dashboards")
            .definedBy("io.caretaker.dashboards..")
            .layer("service")
            .definedBy("io.caretaker.service..")
            .whereLayer("service")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("dashboards")
            .mayOnlyBeAccessedByLayers("service")
            .whereLayer("ingest")
            .mayOnlyBeAccessedByLayers("dashboards", "service")
            .whereLayer("alerting")
            .mayOnlyBeAccessedByLayers("dashboards", "service")
            .because("ingest and alerting meet in model types on channels, and nothing depends on the application");

    @ArchTest
    static final ArchRule modelSeesOnlyTheJdk = noClasses()
            .that()
            .resideInAPackage("io.caretaker.model..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("io.caretaker.model..", "java..")
            .because("everything else stands on it");

    @ArchTest
    static final ArchRule thePureMiddleKnowsNoFramework = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.caretaker.alerting.detect..",
                    "io.caretaker.alerting.backtest..",
                    "io.caretaker.alerting.rule",
                    "io.caretaker.alerting.incident",
                    "io.caretaker.alerting.dispatch",
                    "io.caretaker.alerting.oncall",
                    "io.caretaker.ingest.codec..",
                    "io.caretaker.ingest.json..",
                    "io.caretaker.ingest.senml..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "io.smallrye..",
                    "io.vertx..",
                    "java.sql..",
                    "javax.sql..",
                    "org.jdbi..",
                    "jakarta..")
            .because("the same rules run live, in backtests and in a stream processor");

    @ArchTest
    static final ArchRule timeAndChanceAreInjected = noClasses()
            .that()
            .resideInAnyPackage("io.caretaker.model..", "io.caretaker.alerting..", "io.caretaker.ingest..")
            .should()
            .callMethodWhere(JavaCall.Predicates.target(
                            com.tngtech.archunit.core.domain.properties.HasName.Predicates.name("now"))
                    .and(JavaCall.Predicates.target(
                            com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                    com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf(
                                            Instant.class,
                                            LocalDate.class,
                                            LocalDateTime.class,
                                            ZonedDateTime.class)))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .because("a fold that asks for the time itself cannot be replayed");
}

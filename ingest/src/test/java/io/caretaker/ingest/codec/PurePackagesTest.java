package io.caretaker.ingest.codec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.caretaker.ingest", importOptions = ImportOption.DoNotIncludeTests.class)
class PurePackagesTest {
    @ArchTest
    static final ArchRule codecsArePure = noClasses()
            .that()
            .resideInAnyPackage(
                    "..ingest.codec..",
                    "..ingest.json..",
                    "..ingest.senml..",
                    "..ingest.http..",
                    "..ingest.lorawan.codec..",
                    "..ingest.lorawan.chirpstack..",
                    "..ingest.lorawan.ttn..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "io.smallrye..",
                    "io.vertx..",
                    "io.netty..",
                    "java.sql..",
                    "org.jdbi..",
                    "jakarta..")
            .because("they are fuzzed and tested without a server, and serve every protocol");

    @ArchTest
    static final ArchRule buildingProtocolsArePure = noClasses()
            .that()
            .resideInAnyPackage("..ingest.gb26875", "..ingest.meter", "..ingest.cjt188", "..ingest.dlt645")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "io.smallrye..",
                    "io.vertx..",
                    "io.netty..",
                    "java.sql..",
                    "org.jdbi..",
                    "jakarta..")
            .because("their sockets live in sub-packages named tcp");

    @ArchTest
    static final ArchRule theIntakeKnowsNoProtocol = noClasses()
            .that()
            .resideInAPackage("..ingest.intake..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..ingest.mqtt..", "..ingest.http..", "io.vertx..", "io.netty..", "org.jdbi..")
            .because("all protocols meet in it");

    @ArchTest
    static final ArchRule sqlStaysInItsPackages = noClasses()
            .that()
            .resideInAnyPackage("..ingest.registry", "..ingest.deadletter", "..ingest.lorawan.library")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jdbi..", "java.sql..")
            .because("the ports do not know their adapters");
}

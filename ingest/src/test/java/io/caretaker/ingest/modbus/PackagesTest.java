package io.caretaker.ingest.modbus;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.caretaker.ingest", importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {
    @ArchTest
    static final ArchRule pollingDoesNotKnowTheWire = noClasses()
            .that()
            .resideInAPackage("..ingest.modbus")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.digitalpetri..", "io.netty..", "io.vertx..", "..ingest.modbus.tcp..")
            .because("what to ask and what it means is tested without a network");

    @ArchTest
    static final ArchRule keysDoNotKnowSql = noClasses()
            .that()
            .resideInAPackage("..ingest.coap")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jdbi..", "java.sql..")
            .because("the port does not know its adapter");
}

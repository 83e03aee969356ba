package org.bivouac.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Keeps the rooms of the house apart, as ARCHITECTURE.md draws them. */
@AnalyzeClasses(packages = "org.bivouac", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String JOBS = "org.bivouac.jobs.";

    @ArchTest
    static final ArchRule SCHEMAS_NEED_ONLY_THE_JDK = classes()
            .that()
            .resideInAPackage("org.bivouac.schemas..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.bivouac.schemas..", "java..");

    @ArchTest
    static final ArchRule KERNELS_NEED_ONLY_THE_JDK = classes()
            .that()
            .resideInAPackage(JOBS + "signal..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(JOBS + "signal..", "java..");

    @ArchTest
    static final ArchRule READERS_KNOW_NEITHER_SPARK_NOR_PARQUET = classes()
            .that()
            .resideInAPackage(JOBS + "dump..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    JOBS + "dump..",
                    JOBS + "fault..",
                    JOBS + "team..",
                    "org.bivouac.schemas..",
                    "java..",
                    "org.apache.commons.csv..",
                    "com.fasterxml.jackson..",
                    "com.github.luben.zstd..",
                    "net.jpountz..");

    @ArchTest
    static final ArchRule SPARK_STAYS_AT_THE_EDGE = noClasses()
            .that()
            .resideOutsideOfPackages(JOBS + "spark..", JOBS + "cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.spark..");

    @ArchTest
    static final ArchRule TABLESAW_SHAPES_REPORTS_ONLY = noClasses()
            .that()
            .resideOutsideOfPackage(JOBS + "report..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tech.tablesaw..");

    @ArchTest
    static final ArchRule COMMONS_CSV_READS_AND_WRITES_TEXT_TABLES_ONLY = noClasses()
            .that()
            .resideOutsideOfPackages(
                    JOBS + "dump..",
                    JOBS + "team..",
                    JOBS + "export..",
                    JOBS + "report..",
                    JOBS + "rainflow..",
                    JOBS + "cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.commons.csv..");

    @ArchTest
    static final ArchRule FOLDS_AND_KERNELS_DO_NO_IO = noClasses()
            .that()
            .resideInAnyPackage(
                    JOBS + "signal..", JOBS + "stress..", JOBS + "fuel..", JOBS + "events..", JOBS + "statistics..")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe("do I/O", ArchitectureTest::doesIo));

    @ArchTest
    static final ArchRule STEPS_NEVER_CALL_EACH_OTHER = slices().matching(JOBS + "(*)..")
            .namingSlices("$1")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    DescribedPredicate.describe("not a step", type -> !isStep(type)), DescribedPredicate.alwaysTrue())
            .ignoreDependency(
                    DescribedPredicate.alwaysTrue(), DescribedPredicate.describe("not a step", type -> !isStep(type)));

    /** What judges the pipeline must not be known to it. */
    @ArchTest
    static final ArchRule NOTHING_IN_THE_PIPELINE_KNOWS_THE_TRUTH = noClasses()
            .that()
            .resideOutsideOfPackages(JOBS + "simulate..", JOBS + "cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(JOBS + "simulate..");

    @ArchTest
    static final ArchRule THE_SIMULATION_SHARES_NOTHING_WITH_WHAT_IT_JUDGES = noClasses()
            .that()
            .resideInAPackage(JOBS + "simulate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    JOBS + "dump..",
                    JOBS + "ingest..",
                    JOBS + "stage..",
                    JOBS + "scan..",
                    JOBS + "signal..",
                    JOBS + "stress..",
                    JOBS + "fuel..",
                    JOBS + "events..",
                    JOBS + "analyse..",
                    JOBS + "lake..");

    @ArchTest
    static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching("org.bivouac.(**)").should().beFreeOfCycles();

    private static boolean doesIo(JavaClass type) {
        return type.getName().equals("java.io.File")
                || type.getName().startsWith("java.io.FileInput")
                || type.getName().startsWith("java.io.FileOutput")
                || type.getPackageName().startsWith("java.nio.file")
                || type.getPackageName().startsWith("java.nio.channels")
                || type.getPackageName().startsWith("java.net");
    }

    private static boolean isStep(JavaClass type) {
        for (String step : new String[] {"ingest", "stage", "analyse", "compare", "report"}) {
            if (type.getPackageName().startsWith(JOBS + step)) {
                return true;
            }
        }
        return false;
    }
}

package souk.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import souk.booking.quote.QuoteSeal;

/** The arrows of the design: who may know whom. */
class ArchitectureTest {
  private static final JavaClasses SOUK =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/embedded/"))
          .importPackages("souk");

  @Test
  void everyModuleIsLookedAt() {
    for (var module : new String[] {"platform", "payments", "dispatch", "booking", "server"}) {
      assertThatCode(() ->
              classes()
                  .that()
                  .resideInAPackage("souk." + module + "..")
                  .should()
                  .bePublic()
                  .orShould()
                  .notBePublic()
                  .check(SOUK))
          .as(module)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void platformKnowsNoOtherModule() {
    modulesUnknownTo(
        "platform", "souk.payments..", "souk.dispatch..", "souk.booking..", "souk.server..");
  }

  @Test
  void paymentsKnowsThePlatformOnly() {
    modulesUnknownTo("payments", "souk.dispatch..", "souk.booking..", "souk.server..");
  }

  @Test
  void dispatchKnowsThePlatformOnly() {
    modulesUnknownTo("dispatch", "souk.payments..", "souk.booking..", "souk.server..");
  }

  @Test
  void bookingDoesNotKnowTheServer() {
    modulesUnknownTo("booking", "souk.server..");
  }

  @Test
  void nothingThatRunsInProductionKnowsTheEmbeddedEnginesOrTheSimulator() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("souk.embedded..", "souk.sim..", "souk.bench..")
        .check(SOUK);
  }

  @Test
  void whatCustomersBuyDoesNotKnowEachOther() {
    slices()
        .matching("souk.booking.(*)..")
        .namingSlices("$1")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            resideInAnyPackage(
                "souk.booking.ride..", "souk.booking.destination..", "souk.booking.fare.."),
            resideInAPackage("souk.booking.quote.."))
        .ignoreDependency(
            resideInAPackage("souk.booking.destination.."), resideInAPackage("souk.booking.fare.."))
        .ignoreDependency(
            resideInAPackage("souk.booking.ride.."), resideInAPackage("souk.booking.destination.."))
        .ignoreDependency(
            resideInAPackage("souk.booking.ride.."),
            resideInAnyPackage("souk.booking.fare..", "souk.booking.debt..", "souk.booking.tip.."))
        .ignoreDependency(
            resideInAnyPackage(
                "souk.booking.ride..",
                "souk.booking.debt..",
                "souk.booking.tip..",
                "souk.booking.stay.."),
            resideInAPackage("souk.booking.payment.."))
        // one key signs all quotes
        .ignoreDependency(resideInAPackage("souk.booking.stay.."), equivalentTo(QuoteSeal.class))
        .check(SOUK);
  }

  @Test
  void anArrowTheWrongWayIsFound() {
    assertThatThrownBy(() -> modulesUnknownTo("server", "souk.platform.."))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void stripeStaysInItsAdapter() {
    noClasses()
        .that()
        .resideOutsideOfPackage("souk.payments.psp.stripe..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.stripe..")
        .check(SOUK);
  }

  @Test
  void cardNumbersStayInTheVaultAndTheProvidersAdapters() {
    numbersKnownOutsideOf("souk.payments.vault..", "souk.payments.psp..", "souk.payments.card..")
        .check(SOUK);
    // whoever takes a number in or hands it on is known by name
    noClasses()
        .that()
        .resideInAPackage("souk.payments.card..")
        .and()
        .haveNameNotMatching(".*(RegisterNumber|CardNumberController).*")
        .should(dependOnNumbers())
        .check(SOUK);
    assertThatThrownBy(() -> numbersKnownOutsideOf("souk.payments.card..").check(SOUK))
        .isInstanceOf(AssertionError.class);
  }

  private static ArchRule numbersKnownOutsideOf(String... packages) {
    return noClasses().that().resideOutsideOfPackages(packages).should(dependOnNumbers());
  }

  private static ArchCondition<JavaClass> dependOnNumbers() {
    return dependOnClassesThat(
        DescribedPredicate.describe(
            "are card numbers or codes",
            type ->
                type.getName().equals("souk.payments.vault.Pan")
                    || type.getName().equals("souk.payments.vault.Cvc")));
  }

  @Test
  void moneyIsNeverADouble() {
    var money = "souk.platform.money..";
    noFields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(money)
        .should()
        .haveRawType(floating())
        .check(SOUK);
    noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(money)
        .should()
        .haveRawReturnType(floating())
        .check(SOUK);
    noClasses().that().resideInAPackage(money).should().dependOnClassesThat(floating()).check(SOUK);
  }

  @Test
  void nobodySleepsWhereHeCouldWait() {
    noClasses()
        // Redisson tells nobody when a subscription stands
        .that()
        .doNotHaveFullyQualifiedName("souk.platform.push.RedisChannels")
        .should(callMethod(Thread.class, "sleep", long.class))
        .orShould(callMethod(Thread.class, "sleep", java.time.Duration.class))
        .check(SOUK);
  }

  @Test
  void everyPackageSaysWhatItIsAndThatNothingIsNull() {
    classes().that(resideInAnyPackage("souk..")).should(bePackageMarked()).check(SOUK);
  }

  private static void modulesUnknownTo(String module, String... others) {
    noClasses()
        .that()
        .resideInAPackage("souk." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(SOUK);
  }

  private static DescribedPredicate<JavaClass> floating() {
    return DescribedPredicate.describe(
        "floating point",
        type ->
            type.isEquivalentTo(double.class)
                || type.isEquivalentTo(float.class)
                || type.isEquivalentTo(Double.class)
                || type.isEquivalentTo(Float.class));
  }

  private static ArchCondition<JavaClass> bePackageMarked() {
    return new ArchCondition<>("be in a package with package-info and @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (type.getPackage().isAnnotatedWith(NullMarked.class)) return;
        events.add(SimpleConditionEvent.violated(type, type.getName() + " is in a bare package"));
      }
    };
  }
}

package souk.booking.quote.tariff;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsTest {
  @ParameterizedTest
  @CsvSource({
    "-1,0,0,1,0,base",
    "0,-1,0,1,0,per_kilometre",
    "0,0,-1,1,0,per_minute",
    "0,0,0,0,0,minimum",
    "0,0,0,1,-1,tax_basis_points",
    "100000001,0,0,1,0,base",
    "0,0,0,1,10001,tax_basis_points"
  })
  void ratesAreNeitherNegativeNorAbsurd(
      long base, long kilometre, long minute, long minimum, int tax, String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Terms(
                base,
                kilometre,
                minute,
                minimum,
                tax,
                new Terms.Waiting(0, 0, 0),
                new Terms.Cancelling(0, 0, 0),
                new Terms.NoShow(0, 0),
                new Terms.Metering(0, 0, 100, 0)))
        .withMessageStartingWith(name + " must be from");
  }

  @ParameterizedTest
  @CsvSource({"-1,0,0", "86401,0,0", "0,-1,0", "0,0,-1", "0,0,86401"})
  void waitingHasNoNegativeTimesAndEndsWithinADay(long free, long rate, long longest) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Terms.Waiting(free, rate, longest))
        .withMessageStartingWith("waiting.");
  }

  @ParameterizedTest
  @CsvSource({"-1,0,0", "0,-1,0", "0,2,1", "0,0,100000001"})
  void callingOffAfterTheArrivalIsNotCheaper(long free, long late, long arrived) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Terms.Cancelling(free, late, arrived))
        .withMessageStartingWith("cancelling.");
  }

  @ParameterizedTest
  @CsvSource({"-1,0,100,0", "101,0,100,0", "0,-1,100,0", "0,0,99,0", "0,0,1001,0", "0,0,100,101"})
  void theCeilingIsNotBelowTheQuote(int percent, long minor, int ceiling, int confidence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Terms.Metering(percent, minor, ceiling, confidence))
        .withMessageStartingWith("metering.");
  }
}

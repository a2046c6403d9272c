package souk.payments.psp.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.platform.problem.Problem;

/** Whatever stands in the header, the answer is a clear refusal. */
class StripeSignatureTest {
  private static final String HEX = "0".repeat(64);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "t",
        "t=",
        "t=abc",
        "t=1",
        "v1=" + "00",
        "t=1,v1=",
        "t=1,v1=zz",
        "t=-1,v1=00",
        ",,,",
        "t=9999999999999999999999,v1=00"
      })
  void refusesMalformedHeaders(String header) {
    assertRefused(header);
    assertRefused(header + "," + "t=1,t=2,v1=" + HEX);
  }

  @Property
  void neverFailsInAnyOtherWay(
      @ForAll @Chars({'t', 'v', '1', '0', '=', ',', ' ', 'a', '-', 'é'}) @StringLength(max = 90)
          String header) {
    try {
      assertThat(StripeSignature.parse(header).time()).matches("[0-9]+");
    } catch (Problem refused) {
      assertThat(refused.status()).isEqualTo(400);
    }
  }

  private static void assertRefused(String header) {
    assertThatThrownBy(() -> StripeSignature.parse(header))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(400);
              assertThat(problem.code()).isEqualTo("signature_malformed");
            });
  }
}

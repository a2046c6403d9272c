package souk.dispatch.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "+377 93 15 20 00",
        "0033-6-12-34-56-78",
        "(06) 12.34.56.78",
        "06 _12_ 34*56 78",
        "0612345678",
        "٠٦١٢٣٤٥٦٧٨",
        "０６１２３４５６７８",
        "0\u200b6\u200b1\u200b2\u200b3\u200b4\u200b5\u200b6",
        "rita@example.com",
        "rita.b+x @ example . co.uk",
        "rita＠example.com",
        "rita (at) example.com"
      })
  void whatLeadsPastUsIsMasked(String secret) {
    assertThat(MaskedText.of("Call me: " + secret + " please"))
        .isEqualTo("Call me: " + MaskedText.MASK + " please");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I am at gate 12, 98000 Monaco",
        "Back at 10:45, it costs 1250",
        "2 suitcases @ the corner",
        "MC 1234 with 4 seats"
      })
  void whatPeopleSayAtAPickupStays(String harmless) {
    assertThat(MaskedText.of(harmless)).isEqualTo(harmless);
  }
}

package souk.payments.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a card's number, and that it shows itself to nobody. */
class PanTest {
  @ParameterizedTest
  @CsvSource({
    "4242424242424242, VISA",
    "4000000000006, VISA",
    "5555555555554444, MASTERCARD",
    "2223003122003222, MASTERCARD",
    "378282246310005, AMEX",
    "6011111111111117, DISCOVER",
    "3566002020360505, JCB",
    "30569309025904, DINERS",
    "6200000000000005, UNIONPAY"
  })
  void knowsTheBrand(String digits, CardBrand brand) {
    try (var pan = read(digits).orElseThrow()) {
      assertThat(pan.brand()).isEqualTo(brand);
      assertThat(pan.firstDigits()).isEqualTo(digits.substring(0, 6));
      assertThat(pan.last4()).isEqualTo(digits.substring(digits.length() - 4));
      assertThat(pan.revealed()).isEqualTo(digits);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "4",
        "4242424242424241",
        "424242424242424",
        "9999999999999995",
        "42424242424242424242424242424242",
        "4242x24242424242",
        "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢",
        "5555555555555557777"
      })
  void refusesWhatIsNoNumber(String text) {
    assertThat(read(text)).isEmpty();
  }

  @Test
  void readsNumbersAsPeopleWriteThem() {
    assertThat(read("4242 4242-4242 4242").orElseThrow().revealed()).isEqualTo("4242424242424242");
  }

  @Property
  void noSingleWrongDigitPasses(@ForAll long seed) {
    var random = new Random(seed);
    var digits = Numbers.visa(random).toCharArray();
    var at = 1 + random.nextInt(digits.length - 1);
    digits[at] = (char) ('0' + (digits[at] - '0' + 1 + random.nextInt(9)) % 10);
    assertThat(read(new String(digits))).isEmpty();
  }

  @Test
  void showsItselfToNobodyAndIsGoneWhenClosed() {
    var pan = read("4242424242424242").orElseThrow();
    var bytes = pan.bytes();
    assertThat(pan.toString()).doesNotContain("4242");
    pan.close();
    assertThat(bytes).containsOnly(0);
    assertThatThrownBy(pan::revealed).isInstanceOf(IllegalStateException.class);
    var cvc = Cvc.read("737".toCharArray(), 0, 3).orElseThrow();
    assertThat(cvc.toString()).doesNotContain("737");
    cvc.close();
    assertThatThrownBy(cvc::revealed).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aCodeHasThreeOrFourDigits() {
    assertThat(Cvc.read("12".toCharArray(), 0, 2)).isEmpty();
    assertThat(Cvc.read("12345".toCharArray(), 0, 5)).isEmpty();
    assertThat(Cvc.read("12a".toCharArray(), 0, 3)).isEmpty();
    assertThat(Cvc.read("1234".toCharArray(), 0, 4)).isPresent();
  }

  @Test
  void tokensAreRandomAndNothingInThemIsANumber() {
    var seen = new HashSet<VaultToken>();
    for (var i = 0; i < 1000; i++) {
      var token = VaultToken.random();
      assertThat(seen.add(token)).isTrue();
      assertThat(token.value()).doesNotContainPattern("[0-9]").hasSize(37);
    }
    assertThat(VaultToken.isOne("pm_card_visa")).isFalse();
    assertThat(VaultToken.isOne("card_1MqLiJLkdIwHu7ixRQ0VDWQb")).isFalse();
  }

  private static Optional<Pan> read(String text) {
    return Pan.read(text.toCharArray(), 0, text.length());
  }
}

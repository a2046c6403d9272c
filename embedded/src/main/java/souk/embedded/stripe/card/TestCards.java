package souk.embedded.stripe.card;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The test cards the twin knows, by Stripe's names for them. */
public final class TestCards {
  private static final Map<String, TestCard> CARDS = load();

  private TestCards() {}

  /** The card of that name, if Stripe has one that the twin knows. */
  public static Optional<TestCard> named(String name) {
    return Optional.ofNullable(CARDS.get(name));
  }

  /** The card behind one of Stripe's test tokens, such as {@code tok_visa}. */
  public static Optional<TestCard> behind(String token) {
    return token.startsWith("tok_")
        ? named("pm_card_" + token.substring("tok_".length()))
        : Optional.empty();
  }

  private static Map<String, TestCard> load() {
    try (var table = TestCards.class.getResourceAsStream("test-cards.tsv")) {
      var text =
          new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.US_ASCII);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(TestCards::parse)
          .collect(Collectors.toUnmodifiableMap(TestCard::name, Function.identity()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static TestCard parse(String line) {
    var column = line.split("\t", -1);
    var behaviour = CardBehaviour.parse(column[5]);
    var aftermath = column.length < 7 ? Aftermath.NONE : Aftermath.parse(column[6]);
    return new TestCard(
        column[0], column[1], column[2], column[3], column[4], behaviour, aftermath);
  }
}

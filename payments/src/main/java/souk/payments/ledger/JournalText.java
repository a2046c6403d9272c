package souk.payments.ledger;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import souk.payments.ledger.OrderPostings.Line;
import souk.payments.ledger.OrderPostings.Posting;
import souk.platform.money.Money;

/**
 * Journals as bookkeeping programs read them. A debit is positive in all of them, as it is here.
 */
final class JournalText {
  /** The program that reads it. */
  public enum Format {
    LEDGER,
    HLEDGER,
    /** Wants every account opened before it is used. */
    BEANCOUNT
  }

  private final Format format;

  JournalText(Format format) {
    this.format = format;
  }

  /** What comes before a posting: the accounts in it that were not named before. */
  String opened(Posting posting, Set<String> known) {
    return switch (format) {
      case LEDGER, HLEDGER -> "";
      case BEANCOUNT ->
          posting.lines().stream()
              .map(JournalText::account)
              .filter(known::add)
              .map(account -> "%s open %s\n".formatted(LocalDate.EPOCH, account))
              .collect(joining());
    };
  }

  String of(Posting posting) {
    var date = posting.at().atZone(ZoneOffset.UTC).toLocalDate();
    var title = posting.key().replace('"', '\'');
    var head =
        switch (format) {
          case LEDGER, HLEDGER -> "%s * %s | %s\n".formatted(date, posting.what(), title);
          case BEANCOUNT -> "%s * \"%s\" \"%s\"\n".formatted(date, posting.what(), title);
        };
    return head + posting.lines().stream().map(JournalText::line).collect(joining()) + "\n";
  }

  private static String line(Line line) {
    return "  %s  %s %s\n"
        .formatted(account(line), decimal(line.signed()), line.amount().currency());
  }

  private static String decimal(Money money) {
    var digits = Math.max(0, money.currency().getDefaultFractionDigits());
    return BigDecimal.valueOf(money.minor(), digits).toPlainString();
  }

  /** {@code escrow:ride 018f…:EUR} as {@code Liabilities:Escrow:Ride-018f…}. */
  private static String account(Line line) {
    var key = line.account();
    var withoutCurrency = key.substring(0, key.lastIndexOf(':'));
    return line.kind().root()
        + ":"
        + Arrays.stream(withoutCurrency.split(":"))
            .map(JournalText::component)
            .collect(joining(":"));
  }

  private static String component(String part) {
    var plain = part.replaceAll("[^A-Za-z0-9]", "-");
    return plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
  }
}

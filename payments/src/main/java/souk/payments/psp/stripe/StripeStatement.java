package souk.payments.psp.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.temporal.ValueRange;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.PspBalance.Page;
import souk.payments.psp.PspMovement;
import souk.payments.psp.PspMovement.Kind;
import souk.payments.psp.PspUnreadable;
import souk.platform.money.Money;

/**
 * Reads a page of the statement line by line: one that cannot be read is kept as it stands there,
 * and hides no other.
 */
final class StripeStatement {
  /** So that a number is shown to operations with all the digits that were written. */
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** Ids and types, as Stripe writes them. */
  private static final Pattern WORD = Pattern.compile("[!-~]{1,255}");

  private static final ValueRange SECONDS = ValueRange.of(0, 100_000_000_000L);

  /** In minor units: a few thousand such movements of one thing still have a sum. */
  private static final long AMOUNT_MAX = 1_000_000_000_000_000L;

  private final Instant from;
  private final Instant until;
  private final List<PspMovement> movements = new ArrayList<>();
  private final List<PspUnreadable> unreadable = new ArrayList<>();

  private StripeStatement(Instant from, Instant until) {
    this.from = from;
    this.until = until;
  }

  /**
   * Reads Stripe's answer for that span.
   *
   * @throws IllegalArgumentException for what is no page, or one behind which nobody can go on
   */
  static Page page(String body, Instant from, Instant until) {
    var page = tree(body);
    var lines = page.path("data");
    if (!lines.isArray() || !page.path("has_more").isBoolean()) throw unreadable("page");
    var statement = new StripeStatement(from, until);
    lines.forEach(statement::read);
    var isLast = !page.path("has_more").asBoolean();
    var last = "";
    for (var line : lines) last = line.path("id").asText(last);
    if (!isLast && last.isEmpty()) throw unreadable("end of a page");
    return new Page(statement.movements, statement.unreadable, last, isLast);
  }

  private static JsonNode tree(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException noJson) {
      throw new IllegalArgumentException("no page", noJson);
    }
  }

  private void read(JsonNode line) {
    try {
      movements.add(shown(line));
    } catch (IllegalArgumentException failure) {
      unreadable.add(UnreadableLine.of(line, String.valueOf(failure.getMessage()), from, until));
    }
  }

  private static PspMovement shown(JsonNode line) {
    var type = word(line, "type");
    var currency = word(line, "currency");
    var kind = kind(type, line.path("source"));
    var amount = money(number(line, "amount"), currency);
    return new PspMovement(
        word(line, "id"),
        kind,
        type,
        reference(line),
        amount,
        money(number(line, "fee"), currency),
        instant(number(line, "created")),
        instant(number(line, "available_on")),
        isOfAPayment(kind) ? StripeConversions.of(line, amount) : null,
        isOfAPayment(kind) ? payment(line.path("source")) : null);
  }

  /** Whose money went back or was taken, too; null where the source is not shown whole. */
  private static @Nullable String payment(JsonNode source) {
    return source.hasNonNull("payment_intent") ? idOf(source, "payment_intent") : null;
  }

  /** Only these are booked here in the currency of a payment. */
  private static boolean isOfAPayment(Kind kind) {
    return kind == Kind.PAYMENT || kind == Kind.REFUND || kind == Kind.DISPUTE;
  }

  /** A type that this program does not know must neither be dropped nor move money. */
  private static Kind kind(String type, JsonNode source) {
    return switch (type) {
      case "charge", "payment" -> Kind.PAYMENT;
      case "refund", "refund_failure", "payment_refund", "payment_failure_refund" -> Kind.REFUND;
      case "adjustment" -> isDispute(source) ? Kind.DISPUTE : Kind.UNKNOWN;
      case "transfer", "transfer_refund", "transfer_cancel", "transfer_failure" -> Kind.TRANSFER;
      case "payout", "payout_cancel", "payout_failure", "topup", "topup_reversal" ->
          Kind.OWN_PAYOUT;
      case "stripe_fee", "stripe_fx_fee", "tax_fee", "network_cost" -> Kind.FEE;
      default -> Kind.UNKNOWN;
    };
  }

  private static boolean isDispute(JsonNode source) {
    var id = source.isObject() ? source.path("id").asText() : source.asText();
    return id.startsWith("du_") || id.startsWith("dp_");
  }

  /** What nothing caused, or something without a name, is itself. */
  private static String reference(JsonNode line) {
    var source = line.path("source");
    if (source.isMissingNode() || source.isNull()) return word(line, "id");
    if (!source.isObject()) return word(line, "source");
    var known =
        switch (source.path("object").asText()) {
          case "charge" -> "payment_intent";
          case "transfer_reversal" -> "transfer";
          default -> "id";
        };
    if (source.hasNonNull(known)) return idOf(source, known);
    return source.hasNonNull("id") ? word(source, "id") : word(line, "id");
  }

  /** Of what is named, or shown whole. */
  private static String idOf(JsonNode of, String field) {
    return of.path(field).isObject() ? word(of.path(field), "id") : word(of, field);
  }

  /**
   * @throws IllegalArgumentException for what is no amount, or too much of it to be added up
   */
  static Money money(long amount, String currency) {
    return bounded(StripeAmounts.toMoney(amount, currency));
  }

  /**
   * @throws IllegalArgumentException for too much to be added up
   */
  static Money bounded(Money amount) {
    var minor = amount.minor();
    if (minor > AMOUNT_MAX || minor < -AMOUNT_MAX) throw unreadable("amount: " + amount);
    return amount;
  }

  private static Instant instant(long second) {
    if (!SECONDS.isValidValue(second)) throw unreadable("time: " + second);
    return Instant.ofEpochSecond(second);
  }

  private static long number(JsonNode of, String field) {
    var number = of.path(field);
    if (!number.isIntegralNumber() || !number.canConvertToLong()) throw unreadable(field);
    return number.asLong();
  }

  private static String word(JsonNode of, String field) {
    var word = of.path(field);
    if (word.isTextual() && WORD.matcher(word.asText()).matches()) return word.asText();
    throw unreadable(field);
  }

  private static IllegalArgumentException unreadable(String what) {
    return new IllegalArgumentException("no readable " + what);
  }
}

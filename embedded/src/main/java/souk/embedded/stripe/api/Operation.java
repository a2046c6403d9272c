package souk.embedded.stripe.api;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What can be asked of Stripe, as far as the twin plays it. */
public enum Operation {
  PAYMENT_INTENTS_CREATE("POST", "/v1/payment_intents"),
  PAYMENT_INTENTS_LIST("GET", "/v1/payment_intents"),
  PAYMENT_INTENTS_RETRIEVE("GET", "/v1/payment_intents/{id}"),
  PAYMENT_INTENTS_CONFIRM("POST", "/v1/payment_intents/{id}/confirm"),
  PAYMENT_INTENTS_CAPTURE("POST", "/v1/payment_intents/{id}/capture"),
  PAYMENT_INTENTS_INCREMENT("POST", "/v1/payment_intents/{id}/increment_authorization"),
  PAYMENT_INTENTS_CANCEL("POST", "/v1/payment_intents/{id}/cancel"),
  REFUNDS_CREATE("POST", "/v1/refunds"),
  REFUNDS_LIST("GET", "/v1/refunds"),
  REFUNDS_RETRIEVE("GET", "/v1/refunds/{id}"),
  CHARGES_RETRIEVE("GET", "/v1/charges/{id}"),
  PAYMENT_METHODS_CREATE("POST", "/v1/payment_methods"),
  PAYMENT_METHODS_RETRIEVE("GET", "/v1/payment_methods/{id}"),
  PAYMENT_METHODS_DETACH("POST", "/v1/payment_methods/{id}/detach"),
  PAYMENT_METHODS_LIST("GET", "/v1/customers/{id}/payment_methods"),
  PAYMENT_METHODS_ATTACH("POST", "/v1/payment_methods/{id}/attach"),
  CUSTOMERS_CREATE("POST", "/v1/customers"),
  CUSTOMERS_SEARCH("GET", "/v1/customers/search"),
  CUSTOMERS_RETRIEVE("GET", "/v1/customers/{id}"),
  DISPUTES_LIST("GET", "/v1/disputes"),
  DISPUTES_RETRIEVE("GET", "/v1/disputes/{id}"),
  DISPUTES_UPDATE("POST", "/v1/disputes/{id}"),
  DISPUTES_CLOSE("POST", "/v1/disputes/{id}/close"),
  EVENTS_LIST("GET", "/v1/events"),
  EVENTS_RETRIEVE("GET", "/v1/events/{id}"),
  ACCOUNTS_CREATE("POST", "/v1/accounts"),
  ACCOUNTS_RETRIEVE("GET", "/v1/accounts/{id}"),
  EXTERNAL_ACCOUNTS_CREATE("POST", "/v1/accounts/{id}/external_accounts"),
  LOGIN_LINKS_CREATE("POST", "/v1/accounts/{id}/login_links"),
  ACCOUNT_LINKS_CREATE("POST", "/v1/account_links"),
  TRANSFERS_CREATE("POST", "/v1/transfers"),
  TRANSFERS_LIST("GET", "/v1/transfers"),
  TRANSFERS_RETRIEVE("GET", "/v1/transfers/{id}"),
  REVERSALS_CREATE("POST", "/v1/transfers/{id}/reversals"),
  REVERSALS_LIST("GET", "/v1/transfers/{id}/reversals"),
  PAYOUTS_CREATE("POST", "/v1/payouts"),
  PAYOUTS_LIST("GET", "/v1/payouts"),
  PAYOUTS_RETRIEVE("GET", "/v1/payouts/{id}"),
  PAYOUTS_CANCEL("POST", "/v1/payouts/{id}/cancel"),
  BALANCE_RETRIEVE("GET", "/v1/balance"),
  BALANCE_TRANSACTIONS_LIST("GET", "/v1/balance_transactions"),
  BALANCE_TRANSACTIONS_RETRIEVE("GET", "/v1/balance_transactions/{id}");

  /** An operation with the id from its path, which is empty where the path has none. */
  public record Route(Operation operation, String id) {}

  private static final String ID = "{id}";

  private static final Set<Operation> FOR_ACCOUNTS =
      EnumSet.of(
          EVENTS_LIST,
          EVENTS_RETRIEVE,
          PAYOUTS_CREATE,
          PAYOUTS_LIST,
          PAYOUTS_RETRIEVE,
          PAYOUTS_CANCEL,
          BALANCE_RETRIEVE,
          BALANCE_TRANSACTIONS_LIST,
          BALANCE_TRANSACTIONS_RETRIEVE);

  private final String method;
  private final String path;

  Operation(String method, String path) {
    this.method = method;
    this.path = path;
  }

  /** Which operation a request asks for, if any. */
  public static Optional<Route> route(String method, String path) {
    return Arrays.stream(values())
        .filter(operation -> operation.method.equals(method))
        .flatMap(operation -> operation.match(path).stream())
        .findFirst();
  }

  private Optional<Route> match(String actual) {
    var at = path.indexOf(ID);
    if (at < 0) return actual.equals(path) ? Optional.of(new Route(this, "")) : Optional.empty();
    var before = path.substring(0, at);
    var after = path.substring(at + ID.length());
    if (!actual.startsWith(before) || !actual.endsWith(after)) return Optional.empty();
    if (actual.length() <= before.length() + after.length()) return Optional.empty();
    var id = actual.substring(before.length(), actual.length() - after.length());
    return id.contains("/") ? Optional.empty() : Optional.of(new Route(this, id));
  }

  /** Whether it changes anything; only then does an idempotency key mean something. */
  public boolean writes() {
    return method.equals("POST");
  }

  /** Whether the platform can ask it as a connected account. */
  boolean isForAccounts() {
    return FOR_ACCOUNTS.contains(this);
  }

  /** Its name in faults and histories, such as {@code payment_intents.create}. */
  public String wireName() {
    var words = name().toLowerCase(Locale.ROOT);
    var last = words.lastIndexOf('_');
    return words.substring(0, last) + "." + words.substring(last + 1);
  }

  /** The operation of that name. */
  public static Optional<Operation> named(String wireName) {
    return Arrays.stream(values()).filter(o -> o.wireName().equals(wireName)).findAny();
  }
}

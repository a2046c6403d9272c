package souk.embedded.stripe;

import java.io.IOException;
import java.util.List;
import souk.embedded.stripe.account.Account;
import souk.embedded.stripe.account.Books;
import souk.embedded.stripe.account.IntentHistory;
import souk.embedded.stripe.account.Journal;
import souk.embedded.stripe.account.Violation;
import souk.embedded.stripe.api.Happenings;
import souk.embedded.stripe.api.StripeApi;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.Faults;
import souk.embedded.stripe.fault.Latency;
import souk.embedded.stripe.fault.Mishaps;
import souk.embedded.stripe.fault.RateLimits;
import souk.embedded.stripe.fault.UnreliableApi;
import souk.embedded.stripe.http.AdminEndpoints;
import souk.embedded.stripe.http.TwinServer;
import souk.embedded.stripe.journal.FileJournal;
import souk.embedded.stripe.money.Pace;
import souk.embedded.stripe.money.SettlementRates;
import souk.embedded.stripe.webhook.WebhookTarget;
import souk.embedded.stripe.webhook.Webhooks;

/**
 * A running stand-in for Stripe. The real client works against {@link #baseUrl()} with any test key
 * ({@code sk_test_…}); from here the twin can be made to misbehave, and be asked what it saw.
 */
public final class StripeTwin implements AutoCloseable {
  private final Journal journal;
  private final StripeApi api;
  private final Faults faults;
  private final UnreliableApi unreliable;
  private final Webhooks webhooks;
  private final TwinServer server;
  private final Happenings happenings;
  private final Ticker ticker;

  private StripeTwin(Account account, Journal journal, StripeTwinOptions options)
      throws IOException {
    this.journal = journal;
    api = new StripeApi(new Books(account, journal), options.clock());
    api.pace(options.pace());
    api.rates(options.rates());
    happenings = new Happenings(api);
    faults = new Faults();
    options.faults().forEach(faults::add);
    var mishaps = new Mishaps(faults, options.seed());
    unreliable = new UnreliableApi(api, mishaps, options.latency(), options.clock());
    webhooks = new Webhooks(api, mishaps, options.clock());
    var admin = new AdminEndpoints(api, unreliable, faults, webhooks, happenings);
    server = TwinServer.start(options.port(), unreliable, admin);
    if (options.webhooks() != null) webhooks.sendTo(options.webhooks());
    ticker = new Ticker(api);
  }

  /**
   * Starts a twin, with everything its journal remembers.
   *
   * @throws IOException in one sentence, when the port is taken or the journal cannot be used
   */
  public static StripeTwin start(StripeTwinOptions options) throws IOException {
    var account = new Account();
    var file = options.journal();
    var journal = file == null ? Journal.none() : FileJournal.open(file, account::apply);
    try {
      return new StripeTwin(account, journal, options);
    } catch (IOException | RuntimeException failure) {
      journal.close();
      throw failure;
    }
  }

  /** Where it listens, such as {@code http://127.0.0.1:12111}. */
  public String baseUrl() {
    return server.baseUrl();
  }

  /** Puts a fault in force, after those that are already. */
  public void inject(Fault fault) {
    faults.add(fault);
  }

  /** Takes all faults back. */
  public void clearFaults() {
    faults.clear();
  }

  /** The faults in force, with what is left of their times. */
  public List<Fault> faults() {
    return faults.inForce();
  }

  /** Answers take that long from now on. */
  public void latency(Latency latency) {
    unreliable.latency(latency);
  }

  /** So many requests are served in a second from now on; the others get 429. */
  public void rateLimits(RateLimits limits) {
    unreliable.rateLimits(limits);
  }

  /** Tells that target too about events from now on. */
  public void alsoSendWebhooksTo(WebhookTarget target) {
    webhooks.alsoSendTo(target);
  }

  /** Tells that target and no other about events from now on. */
  public void sendWebhooksTo(WebhookTarget target) {
    webhooks.sendTo(target);
  }

  /**
   * The cardholder of an intent that requires action authenticates, or fails to.
   *
   * @return false when no such intent waits for it
   */
  public boolean authenticate(String paymentIntent, boolean succeeds) {
    return api.authenticate(paymentIntent, succeeds);
  }

  /** What banks, cardholders and Stripe itself can be made to do. */
  public Happenings happenings() {
    return happenings;
  }

  /** What takes Stripe days goes that fast from now on; what is under way keeps its time. */
  public void pace(Pace pace) {
    api.pace(pace);
  }

  /** What moves the balance is settled so from now on; what has moved it stays as it is. */
  public void rates(SettlementRates rates) {
    api.rates(rates);
  }

  /** Every intent with every move it made, the oldest intent first. */
  public List<IntentHistory> intents() {
    return api.inspect(account -> account.histories().toList());
  }

  /** How many intents it remembers. */
  public int intentCount() {
    return api.inspect(Account::intentCount);
  }

  /** What was done to cards that a correct caller never does; empty is good. */
  public List<Violation> violations() {
    return api.inspect(Account::violations);
  }

  /** Forgets everything, its journal and the faults in force included. */
  public void reset() {
    api.reset();
    faults.clear();
  }

  /** Stops answering; everything answered is in the journal. */
  @Override
  public void close() throws IOException {
    ticker.close();
    server.close();
    webhooks.close();
    unreliable.close();
    journal.close();
  }
}

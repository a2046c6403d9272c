package souk.payments.payout;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import souk.payments.payee.Earner;
import souk.payments.payee.Earners;
import souk.payments.payee.Payees;
import souk.payments.psp.Setback;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventListener;
import souk.platform.push.Notice;
import souk.platform.push.Push;
import souk.platform.push.PushMessage;

/** Tells payees where their money is. */
@Singleton
final class PayoutPushes implements EventListener {
  private final PayoutRows rows;
  private final Payees payees;
  private final Earners earners;
  private final Push push;
  private final Json json;

  PayoutPushes(PayoutRows rows, Payees payees, Earners earners, Push push, Json json) {
    this.rows = rows;
    this.payees = payees;
    this.earners = earners;
    this.push = push;
    this.json = json;
  }

  @Override
  public boolean hears(String type) {
    return type.startsWith("payout.");
  }

  @Override
  public void heard(DomainEvent event) {
    var news = json.read(event.payload(), PayoutNews.class);
    rows.find(news.payoutId()).map(PayoutView::of).ifPresent(payout -> tell(news, event, payout));
  }

  /** The payout as it is by now: whoever is told late is not told what is no longer so. */
  private void tell(PayoutNews news, DomainEvent event, PayoutView payout) {
    var message =
        new PushMessage(
            event.type(), event.id(), payout.id(), event.aggregateVersion(), event.at(), payout);
    people(news.payeeId()).forEach(person -> tell(person, news, message));
  }

  private Set<UUID> people(UUID payeeId) {
    return payees
        .find(payeeId)
        .map(payee -> earners.people(new Earner(payee.kind(), payeeId)))
        .orElse(Set.of());
  }

  private void tell(UUID person, PayoutNews news, PushMessage message) {
    notice(news)
        .ifPresentOrElse(
            notice -> push.sendOrNotify(person, message, notice), () -> push.send(person, message));
  }

  /** What a payee must know even with the app closed. */
  static Optional<Notice> notice(PayoutNews news) {
    return switch (news.status()) {
      case SETTLED ->
          Optional.of(new Notice("You were paid", news.amount() + " are at your bank."));
      case RETURNED, FAILED, REVERSED ->
          Optional.of(new Notice("Your payout did not arrive", advice(news)));
      case PENDING, BATCHED, SUBMITTED, ACCEPTED -> Optional.empty();
    };
  }

  private static String advice(PayoutNews news) {
    return Optional.ofNullable(news.reason()).map(Setback::of).map(Setback::advice).orElse("");
  }
}

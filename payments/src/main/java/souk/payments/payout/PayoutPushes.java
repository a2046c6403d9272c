package souk.payments.payout;

import jakarta.inject.Singleton;
import java.util.Optional;
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
  private final Push push;
  private final Json json;

  PayoutPushes(PayoutRows rows, Push push, Json json) {
    this.rows = rows;
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
    notice(news)
        .ifPresentOrElse(
            notice -> push.sendOrNotify(news.payeeId(), message, notice),
            () -> push.send(news.payeeId(), message));
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

package souk.payments.webhook;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears of {@code test.*}, and fails while it is told to. */
@Singleton
@Requires(property = "test.unwilling-handler")
final class UnwillingHandler implements WebhookHandler {
  final List<PspEvent> heard = new CopyOnWriteArrayList<>();
  volatile boolean unwilling = false;

  @Override
  public boolean handles(String type) {
    return type.startsWith("test.");
  }

  @Override
  public void handle(PspEvent event) {
    if (unwilling) throw new IllegalStateException("not now");
    heard.add(event);
  }
}

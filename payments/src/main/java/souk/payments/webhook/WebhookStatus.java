package souk.payments.webhook;

/** How far an event has come. */
enum WebhookStatus {
  /** It is to be handled, perhaps after a pause. */
  WAITING,
  /** Whoever it concerns has been told. */
  HANDLED,
  /** It failed too often, and waits for a person. */
  DEAD;

  static WebhookStatus of(WebhookRow row) {
    if (row.deadAt() != null) return DEAD;
    return row.handledAt() == null ? WAITING : HANDLED;
  }
}

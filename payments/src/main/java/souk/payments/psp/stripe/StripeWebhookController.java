package souk.payments.psp.stripe;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import souk.payments.webhook.PspEvent;
import souk.payments.webhook.WebhookEvents;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

@Controller("/v1/webhooks/stripe")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "webhooks")
class StripeWebhookController {
  /** Stripe's own largest objects are far smaller. */
  private static final int BODY_BYTES_MAX = 256 * 1024;

  private final StripeWebhookSecrets secrets;
  private final StripeEvents stripe;
  private final WebhookEvents events;
  private final DatabaseClock clock;

  StripeWebhookController(
      StripeWebhookSecrets secrets,
      StripeEvents stripe,
      WebhookEvents events,
      DatabaseClock clock) {
    this.secrets = secrets;
    this.stripe = stripe;
    this.events = events;
    this.clock = clock;
  }

  /** What Stripe is answered: it asks for no more than a 2xx. */
  @Introspected
  @Schema(name = "WebhookReceived")
  record Received(boolean received) {}

  @Post
  @Consumes(MediaType.ALL)
  @Operation(summary = "For Stripe alone: take note of a signed event, before anything follows")
  Received receive(
      @Nullable @Header(StripeSignature.HEADER) String signature, @Body byte @Nullable [] body) {
    var raw = body == null ? new byte[0] : body;
    events.receive(genuine(signature, raw), raw);
    return new Received(true);
  }

  /** Nothing is asked of the database for what nobody signed. */
  private PspEvent genuine(@Nullable String header, byte[] body) {
    try {
      if (body.length > BODY_BYTES_MAX) {
        throw Problem.ofStatus(413, "too_large", "An event has at most 256 KiB.");
      }
      var signature = StripeSignature.parse(header);
      signature.verify(body, secrets.webhookSecret());
      signature.verifyTime(clock.now());
      return stripe.read(body);
    } catch (Problem refused) {
      events.refused();
      throw refused;
    }
  }
}

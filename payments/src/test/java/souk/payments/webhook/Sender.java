package souk.payments.webhook;

import com.stripe.net.Webhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.payments.PaymentsNode;

/** Sends events as Stripe does, and as others do who would like to be taken for it. */
public record Sender(PaymentsNode node, HttpClient http) implements AutoCloseable {
  public static final String SECRET = "whsec_of_the_tests";

  public static Sender to(PaymentsNode node) {
    return new Sender(node, HttpClient.newHttpClient());
  }

  /** Answers the status. */
  public int send(String body, String secret) {
    return sendSigned(body, signature(body, secret, Instant.now().getEpochSecond()));
  }

  int sendSigned(String body, @Nullable String signature) {
    var request =
        HttpRequest.newBuilder(node.uri("/v1/webhooks/stripe"))
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)));
    if (signature != null) request.header("Stripe-Signature", signature);
    try {
      return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /** By Stripe's own library, so that two programs agree on it. */
  static String signature(String body, String secret, long seconds) {
    try {
      var v1 = Webhook.Util.computeHmacSha256(secret, seconds + "." + body);
      return "t=%d,v1=%s".formatted(seconds, v1);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Lets the node handle what it has been sent. */
  public void pass() {
    node.bean(HandleWebhooks.class).pass();
  }

  @Override
  public void close() {
    http.close();
  }
}

package souk.payments.psp.stripe;

import com.stripe.exception.StripeException;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.service.V1Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import souk.embedded.stripe.StripeTwin;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.money.Pace;

/** A twin of its own, and the real client that speaks to it. */
record ClientAtTheTwin(StripeTwin twin, TestStripe client, V1Services stripe)
    implements AutoCloseable {
  /**
   * @param pace what differs from a brisk one
   */
  static ClientAtTheTwin start(String pace) {
    try {
      var options = StripeTwinOptions.inProcess().pace(Pace.BRISK.with(pace));
      var twin = StripeTwin.start(options);
      var client = new TestStripe();
      return new ClientAtTheTwin(twin, client, client.at(twin.baseUrl()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Twelve euros by this card; answers the payment's id. */
  String pay(String card) throws StripeException {
    var params =
        PaymentIntentCreateParams.builder()
            .setAmount(1200L)
            .setCurrency("eur")
            .setConfirm(true)
            .setPaymentMethod(card)
            .build();
    return stripe.paymentIntents().create(params).getId();
  }

  @Override
  public void close() {
    client.close();
    try {
      twin.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

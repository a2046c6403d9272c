package souk.payments.psp.stripe;

import com.stripe.param.PaymentMethodDetachParams;
import com.stripe.service.PaymentMethodService;
import com.stripe.service.V1Services;
import jakarta.inject.Singleton;
import souk.payments.psp.PspGuard;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspMethods;
import souk.payments.psp.PspOutcome;

/** Payment methods at Stripe. */
@Singleton
final class StripeMethods implements PspMethods {
  private final PaymentMethodService methods;
  private final PspGuard guard;

  StripeMethods(V1Services stripe, PspGuard guard) {
    this.methods = stripe.paymentMethods();
    this.guard = guard;
  }

  @Override
  public PspOutcome<String> detach(PspKey key, String paymentMethod) {
    var params = PaymentMethodDetachParams.builder().build();
    return guard.write(
        "detach",
        key,
        () ->
            StripeCalls.write(
                key, options -> methods.detach(paymentMethod, params, options).getId()));
  }
}

package souk.payments.psp.stripe;

import com.stripe.model.Customer;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerSearchParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.service.CustomerService;
import com.stripe.service.PaymentMethodService;
import com.stripe.service.V1Services;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspCard;
import souk.payments.psp.PspCustomers;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;

/** Stripe's customers, each with our payer's id in its metadata and nothing else of him. */
final class StripeCustomers implements PspCustomers {
  static final String PAYER_ID = "payer_id";

  private final CustomerService customers;
  private final PaymentMethodService methods;

  StripeCustomers(V1Services stripe) {
    this.customers = stripe.customers();
    this.methods = stripe.paymentMethods();
  }

  @Override
  public PspOutcome<String> create(PspKey key, UUID payerId) {
    var params = CustomerCreateParams.builder().putMetadata(PAYER_ID, payerId.toString()).build();
    return StripeCalls.write(key, options -> id(customers.create(params, options)));
  }

  @Override
  public Lookup<String> find(UUID payerId) {
    var query = "metadata['%s']:'%s'".formatted(PAYER_ID, payerId);
    var params = CustomerSearchParams.builder().setQuery(query).setLimit(1L).build();
    return StripeCalls.read(() -> {
      var found = customers.search(params).getData();
      return found.isEmpty() ? new Lookup.Absent<>() : new Lookup.Found<>(id(found.getFirst()));
    });
  }

  @Override
  public Lookup<UUID> payer(String customer) {
    return StripeCalls.read(() ->
        payer(customers.retrieve(customer))
            .<Lookup<UUID>>map(Lookup.Found::new)
            .orElseGet(Lookup.Absent::new));
  }

  @Override
  public PspOutcome<PspCard> attach(PspKey key, String paymentMethod, String customer) {
    var params = PaymentMethodAttachParams.builder().setCustomer(customer).build();
    return StripeCalls.write(
        key,
        options ->
            StripeCards.card(methods.attach(paymentMethod, params, options))
                .orElseThrow(() -> new IllegalArgumentException("attached, and no card")));
  }

  private static String id(Customer customer) {
    return Objects.requireNonNull(customer.getId(), "a customer without id");
  }

  /** One who was deleted is shown without metadata. */
  private static Optional<UUID> payer(Customer customer) {
    return Optional.ofNullable(StripeRecords.ours(customer, PAYER_ID));
  }
}

package souk.payments.psp.stripe;

import com.stripe.model.HasId;
import com.stripe.model.MetadataStore;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeCollection;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.TransferListParams;
import com.stripe.service.PaymentIntentService;
import com.stripe.service.RefundService;
import com.stripe.service.TransferService;
import com.stripe.service.V1Services;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspPayment;
import souk.payments.psp.PspRecords;
import souk.payments.psp.PspRefund;
import souk.platform.money.Money;

/** Stripe's lists of an account, read page by page. */
final class StripeRecords implements PspRecords {
  private static final Logger log = LoggerFactory.getLogger(StripeRecords.class);
  private static final long PAGE = 100;

  /** An id as we write it; others may write there too. */
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final PaymentIntentService intents;
  private final RefundService refunds;
  private final TransferService transfers;

  StripeRecords(V1Services stripe) {
    this.intents = stripe.paymentIntents();
    this.refunds = stripe.refunds();
    this.transfers = stripe.transfers();
  }

  @Override
  public Lookup<Payment> payment(String reference) {
    var params = PaymentIntentRetrieveParams.builder().addExpand("latest_charge").build();
    return StripeCalls.read(() -> new Lookup.Found<>(payment(intents.retrieve(reference, params))));
  }

  /** Not from the charge's own sum, in which what a capture let go may stand as refunded. */
  @Override
  public Lookup<Money> refunded(PspPayment payment) {
    var params =
        RefundListParams.builder().setPaymentIntent(payment.reference()).setLimit(PAGE).build();
    return StripeCalls.read(() -> {
      var listed = refunds.list(params);
      if (listed.getHasMore()) return new Lookup.Unavailable<>(Hindrance.TOO_MANY_CANDIDATES);
      var sum =
          listed.getData().stream()
              .map(StripeRecords::refund)
              .filter(refund -> refund.refund().status() != PspRefund.Status.FAILED)
              .map(Refund::amount)
              .reduce(Money.zero(payment.amount().currency()), Money::plus);
      return new Lookup.Found<>(sum);
    });
  }

  @Override
  public Lookup<Page<Payment>> payments(Instant from, @Nullable String next) {
    var created = PaymentIntentListParams.Created.builder().setGte(from.getEpochSecond()).build();
    var params =
        PaymentIntentListParams.builder()
            .setCreated(created)
            .setStartingAfter(next)
            .setLimit(PAGE)
            .addExpand("data.latest_charge")
            .build();
    return StripeCalls.read(
        () -> page(intents.list(params), StripeIntents.CHARGE_ID, StripeRecords::payment));
  }

  @Override
  public Lookup<Page<Refund>> refunds(Instant from, @Nullable String next) {
    var created = RefundListParams.Created.builder().setGte(from.getEpochSecond()).build();
    var params =
        RefundListParams.builder()
            .setCreated(created)
            .setStartingAfter(next)
            .setLimit(PAGE)
            .build();
    return StripeCalls.read(
        () -> page(refunds.list(params), StripeRefunds.REFUND_ID, StripeRecords::refund));
  }

  @Override
  public Lookup<Page<Transfer>> transfers(Instant from, @Nullable String next) {
    var created = TransferListParams.Created.builder().setGte(from.getEpochSecond()).build();
    var params =
        TransferListParams.builder()
            .setCreated(created)
            .setStartingAfter(next)
            .setLimit(PAGE)
            .build();
    return StripeCalls.read(
        () -> page(transfers.list(params), StripePayees.TRANSFER_ID, StripeRecords::transfer));
  }

  /** One that cannot be read must not hide those behind it. */
  private static <S extends HasId & MetadataStore<?>, T> Lookup<Page<T>> page(
      StripeCollection<S> listed, String idName, Function<S, T> read) {
    var items = new ArrayList<T>();
    var unreadable = new ArrayList<String>();
    for (var one : listed.getData()) {
      try {
        items.add(read.apply(one));
      } catch (RuntimeException failure) {
        if (ours(one, idName) == null) continue;
        log.warn("{} cannot be read", one.getId(), failure);
        unreadable.add(one.getId());
      }
    }
    var next = listed.getHasMore() ? listed.getData().getLast().getId() : null;
    return new Lookup.Found<>(new Page<>(items, unreadable, next));
  }

  private static Payment payment(PaymentIntent intent) {
    return new Payment(StripeIntents.payment(intent), ours(intent, StripeIntents.CHARGE_ID));
  }

  private static Refund refund(com.stripe.model.Refund refund) {
    return new Refund(
        StripeRefunds.shown(refund),
        ours(refund, StripeRefunds.REFUND_ID),
        refund.getPaymentIntent(),
        StripeAmounts.toMoney(
            Objects.requireNonNull(refund.getAmount(), "a refund without amount"),
            refund.getCurrency()));
  }

  private static Transfer transfer(com.stripe.model.Transfer transfer) {
    return new Transfer(
        StripePayees.transfer(transfer),
        ours(transfer, StripePayees.TRANSFER_ID),
        Objects.requireNonNull(transfer.getDestination(), "a transfer to nobody"),
        Instant.ofEpochSecond(Objects.requireNonNull(transfer.getCreated(), "created")));
  }

  /** Our id beside it; null where there is none. */
  static @Nullable UUID ours(MetadataStore<?> object, String name) {
    var metadata = object.getMetadata();
    var text = metadata == null ? null : metadata.get(name);
    return text != null && ID.matcher(text).matches() ? UUID.fromString(text) : null;
  }
}

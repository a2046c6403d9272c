package souk.payments.psp.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.HasId;
import com.stripe.model.MetadataStore;
import com.stripe.model.StripeCollection;
import com.stripe.param.PayoutListParams;
import com.stripe.param.TransferListParams;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;

/**
 * Looks through what was made on an account within a day for the one that carries our payout's id;
 * an account sees a few of them a day.
 *
 * @param pages the list after the one with this id
 */
record PayoutSearch<S extends MetadataStore<S> & HasId, T>(Pages<S> pages, Function<S, T> read) {
  private static final Duration CLOCKS_APART = Duration.ofMinutes(10);
  private static final Duration KEY_LIFETIME = Duration.ofHours(24);
  private static final long PAGE = 100;
  private static final int PAGES_MAX = 20;

  interface Pages<S extends MetadataStore<S> & HasId> {
    StripeCollection<S> after(@Nullable String id) throws StripeException;
  }

  Lookup<T> find(UUID payoutId) throws StripeException {
    @Nullable String after = null;
    for (var count = 0; count < PAGES_MAX; count++) {
      var page = pages.after(after);
      for (var one : page.getData()) {
        if (isOf(payoutId, one)) return new Lookup.Found<>(read.apply(one));
      }
      if (!page.getHasMore()) return new Lookup.Absent<>();
      after = page.getData().getLast().getId();
    }
    return new Lookup.Unavailable<>(Hindrance.TOO_MANY_CANDIDATES);
  }

  private static boolean isOf(UUID payoutId, MetadataStore<?> one) {
    var metadata = one.getMetadata();
    var id = payoutId.toString();
    return metadata != null
        && (id.equals(metadata.get(StripePayees.PAYOUT_ID))
            || id.equals(metadata.get(StripePayees.TRANSFER_ID)));
  }

  static TransferListParams transfers(String account, Instant from, @Nullable String after) {
    var created =
        TransferListParams.Created.builder().setGte(earliest(from)).setLte(latest(from)).build();
    return TransferListParams.builder()
        .setDestination(account)
        .setCreated(created)
        .setLimit(PAGE)
        .setStartingAfter(after)
        .build();
  }

  static PayoutListParams payouts(Instant from, @Nullable String after) {
    var created =
        PayoutListParams.Created.builder().setGte(earliest(from)).setLte(latest(from)).build();
    return PayoutListParams.builder()
        .setCreated(created)
        .setLimit(PAGE)
        .setStartingAfter(after)
        .build();
  }

  private static long earliest(Instant from) {
    return from.minus(CLOCKS_APART).getEpochSecond();
  }

  private static long latest(Instant from) {
    return from.plus(KEY_LIFETIME).plus(CLOCKS_APART).getEpochSecond();
  }
}

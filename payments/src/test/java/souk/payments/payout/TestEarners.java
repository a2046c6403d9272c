package souk.payments.payout;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import souk.payments.payee.EarnerRights;
import souk.payments.payee.Payee;

/** Restaurants and hotels, and who acts for them. */
@Factory
@Requires(property = "test.earners")
final class TestEarners {
  static final Map<UUID, Set<UUID>> RESTAURANTS = new ConcurrentHashMap<>();
  static final Map<UUID, Set<UUID>> HOTELS = new ConcurrentHashMap<>();

  record Known(Payee.Kind kind, Map<UUID, Set<UUID>> all) implements EarnerRights {
    @Override
    public Set<UUID> people(UUID earner) {
      return all.getOrDefault(earner, Set.of());
    }
  }

  @Singleton
  EarnerRights restaurants() {
    return new Known(Payee.Kind.MERCHANT, RESTAURANTS);
  }

  @Singleton
  EarnerRights hotels() {
    return new Known(Payee.Kind.HOST, HOTELS);
  }
}

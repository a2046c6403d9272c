package souk.booking.ride;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.UUID;
import souk.platform.postgres.Transactions;
import souk.platform.saga.SagaKind;
import souk.platform.saga.Sagas;

/** Starts and wakes the sagas of rides; what is lost here, the sweeper finds. */
@Singleton
final class RideWakes {
  private final Sagas sagas;
  private final SagaKind kind;
  private final Transactions transactions;

  RideWakes(Sagas sagas, @Named("ride") SagaKind kind, Transactions transactions) {
    this.sagas = sagas;
    this.kind = kind;
    this.transactions = transactions;
  }

  /** For a new ride. */
  void start(UUID rideId) {
    sagas.startSoon(kind, rideId);
  }

  void wake(UUID rideId) {
    sagas.wakeSoon(kind, rideId);
  }

  /** For a change that is not committed yet, which the saga must see. */
  void wakeAfterCommit(UUID rideId) {
    transactions.afterCommit(() -> wake(rideId));
  }
}

package souk.booking.stay;

import jakarta.inject.Named;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.UUID;
import souk.platform.postgres.Transactions;
import souk.platform.saga.SagaKind;
import souk.platform.saga.Sagas;

/** Starts and wakes the sagas of stays; what is lost here, the sweeper finds. */
@Singleton
final class StayWakes {
  private final Sagas sagas;
  private final Provider<SagaKind> kind;
  private final Transactions transactions;

  /**
   * @param kind asked for when it is needed: its steps wake sagas too
   */
  StayWakes(Sagas sagas, @Named("stay") Provider<SagaKind> kind, Transactions transactions) {
    this.sagas = sagas;
    this.kind = kind;
    this.transactions = transactions;
  }

  /** For a stay that is paid for the first time. */
  void start(UUID stayId) {
    sagas.startSoon(kind.get(), stayId);
  }

  /** For a change that may not be committed yet, which the saga must see. */
  void wakeAfterCommit(UUID stayId) {
    transactions.afterCommit(() -> sagas.wakeSoon(kind.get(), stayId));
  }
}

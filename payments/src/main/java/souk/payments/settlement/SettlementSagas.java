package souk.payments.settlement;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import souk.platform.saga.SagaKind;

@Factory
final class SettlementSagas {
  static final String KIND = "settlement";

  @Singleton
  @Named(KIND)
  SagaKind settlement(RowSettlementSteps steps, Settlements runs) {
    return SagaKind.seldom(
        KIND, SettlementSaga.class, SettlementSagaImpl.class, List.of(steps), runs);
  }
}

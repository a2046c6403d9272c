package souk.booking.stay;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import souk.platform.saga.SagaKind;

@Factory
final class StaySagas {
  @Singleton
  @Named("stay")
  SagaKind stay(RowStaySteps steps, StayDue due) {
    return new SagaKind("stay", StaySaga.class, StaySagaImpl.class, List.of(steps), due);
  }
}

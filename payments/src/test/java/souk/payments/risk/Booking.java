package souk.payments.risk;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.inject.Named;
import java.util.Map;
import souk.platform.idempotency.Idempotency;
import souk.platform.idempotency.Idempotent;
import souk.platform.idempotency.IdempotentCall;
import souk.platform.identity.Role;

/** Something that is booked: all that the rules against fraud want to know of it is by whom. */
@Controller("/test/bookings")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({Role.Names.CUSTOMER, Role.Names.DRIVER})
class Booking {
  private final Idempotency idempotency;

  Booking(@Named("payments") Idempotency idempotency) {
    this.idempotency = idempotency;
  }

  @Post
  @Idempotent
  HttpResponse<?> book(IdempotentCall call, @Body Map<String, String> what) {
    return Idempotency.http(
        idempotency.once(call, () -> idempotency.json(200, Map.of(), null, what)));
  }
}

package souk.payments.charge;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.problem.Problem;

@Tag(name = "payments")
@Controller("/v1/payments")
@Secured(Role.Names.CUSTOMER)
@ExecuteOn(TaskExecutors.BLOCKING)
class PaymentController {
  private final PaymentViews views;

  PaymentController(PaymentViews views) {
    this.views = views;
  }

  @Get("{?cursor,limit}")
  @Operation(summary = "What was reserved on and taken from your cards, newest first")
  Page<PaymentView> list(
      Person person,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    return views.page(person.id(), Cursor.of(cursor), limit);
  }

  @Get("/{paymentId}")
  @Operation(summary = "One payment: what it was for, on which card, and what was taken")
  PaymentView payment(Person person, UUID paymentId) {
    return views.find(person.id(), paymentId).orElseThrow(() -> Problem.notFound("payment"));
  }
}

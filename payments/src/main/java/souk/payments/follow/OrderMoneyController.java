package souk.payments.follow;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import souk.payments.order.OrderRef;
import souk.platform.identity.Role;
import souk.platform.problem.Problem;

@Controller("/v1/ops/orders")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.Names.OPS)
@Tag(name = "operations")
class OrderMoneyController {
  private final FollowMoney follow;

  OrderMoneyController(FollowMoney follow) {
    this.follow = follow;
  }

  @Get("/{kind}/{id}/money")
  @Operation(summary = "Every cent of an order, from card to payee, and where it is now")
  OrderMoney money(@PathVariable @Pattern(regexp = "[a-z_]{1,20}") String kind, UUID id) {
    return follow
        .of(new OrderRef(kind, id))
        .orElseThrow(() -> Problem.notFound("order for which money has moved"));
  }
}

package souk.payments.refund;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.problem.Problem;

@Tag(name = "payments")
@Controller("/v1/payments/{chargeId}/refunds")
@Secured(Role.Names.CUSTOMER)
@ExecuteOn(TaskExecutors.BLOCKING)
class RefundController {
  private final StoredRefunds refunds;
  private final RefundableRows charges;

  RefundController(StoredRefunds refunds, RefundableRows charges) {
    this.refunds = refunds;
    this.charges = charges;
  }

  @Introspected
  @Schema(name = "PaymentRefunds")
  record RefundViews(List<RefundView> items) {}

  @Get
  @Operation(summary = "What of one of my payments has gone back or is on its way")
  RefundViews list(Person payer, UUID chargeId) {
    var payers = charges.find(chargeId).map(RefundableRow::payerId);
    if (!payers.equals(Optional.of(payer.id()))) throw Problem.notFound("payment");
    return new RefundViews(refunds.ofCharge(chargeId).stream().flatMap(RefundView::of).toList());
  }
}

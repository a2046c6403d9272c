package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Dispute;
import com.stripe.param.DisputeListParams;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.DisputeUpdateParams.Evidence;
import com.stripe.param.RefundCreateParams;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cardholder takes his money back, and sometimes has to return it. */
class DisputesTest extends BriskMarket {
  private Dispute disputed(String card) throws StripeException {
    var charge = market.charge(card, 10_000, "eur");
    assertThat(ofCharge(charge)).isEmpty();
    clock.advance(SOON);
    return ofCharge(charge).getFirst();
  }

  private List<Dispute> ofCharge(String charge) throws StripeException {
    return stripe.disputes().list(DisputeListParams.builder().setCharge(charge).build()).getData();
  }

  private Dispute answer(Dispute dispute, String text) throws StripeException {
    var evidence = Evidence.builder().setUncategorizedText(text).build();
    return stripe
        .disputes()
        .update(dispute.getId(), DisputeUpdateParams.builder().setEvidence(evidence).build());
  }

  private List<String> told() throws StripeException {
    return told("charge.dispute.").stream()
        .map(type -> type.substring("charge.dispute.".length()))
        .toList();
  }

  @Test
  void aDisputeTakesTheMoneyAndAFee() throws StripeException {
    var dispute = disputed("pm_card_createDispute");

    assertThat(dispute.getStatus()).isEqualTo("needs_response");
    assertThat(dispute.getReason()).isEqualTo("fraudulent");
    assertThat(dispute.getEvidenceDetails().getDueBy())
        .isEqualTo(dispute.getCreated() + Duration.ofDays(7).toSeconds());
    assertThat(dispute.getBalanceTransactions())
        .singleElement()
        .returns(-10_000L, BalanceTransaction::getAmount)
        .returns(1_500L, BalanceTransaction::getFee)
        .returns("dispute", BalanceTransaction::getReportingCategory);
    assertThat(market.available("eur")).isEqualTo(9_825 - 11_500);
    assertThat(stripe.charges().retrieve(dispute.getCharge()).getDisputed()).isTrue();
    assertThat(told()).containsExactly("created", "funds_withdrawn");
  }

  @ParameterizedTest
  @CsvSource({"winning_evidence, won, 8325", "losing_evidence, lost, -1675"})
  void evidenceDecides(String text, String end, long left) throws StripeException {
    var dispute = disputed("pm_card_createDispute");

    var answered = answer(dispute, text);
    clock.advance(SOON);

    assertThat(answered.getStatus()).isEqualTo("under_review");
    assertThat(answered.getEvidenceDetails().getSubmissionCount()).isEqualTo(1);
    assertThat(stripe.disputes().retrieve(dispute.getId()).getStatus()).isEqualTo(end);
    assertThat(market.available("eur")).isEqualTo(left);
    assertThat(told()).endsWith("closed");
    assertThat(told().contains("funds_reinstated")).isEqualTo(end.equals("won"));
  }

  @Test
  void otherEvidenceWaitsForTheBankToDecide() throws StripeException {
    var dispute = disputed("pm_card_createDispute");
    answer(dispute, "The trip took place: see the route.");
    clock.advance(Duration.ofDays(60));
    assertThat(stripe.disputes().retrieve(dispute.getId()).getStatus()).isEqualTo("under_review");

    assertThat(twin.happenings().decide(dispute.getId(), true)).isTrue();

    assertThat(stripe.disputes().retrieve(dispute.getId()).getStatus()).isEqualTo("won");
    assertThat(twin.happenings().decide(dispute.getId(), false)).isFalse();
  }

  @Test
  void evidenceCanBePreparedAndIsHandedInOnce() throws StripeException {
    var dispute = disputed("pm_card_createDispute");
    var evidence = Evidence.builder().setProductDescription("A ride").build();
    var staged = DisputeUpdateParams.builder().setEvidence(evidence).setSubmit(false).build();

    assertThat(stripe.disputes().update(dispute.getId(), staged).getStatus())
        .isEqualTo("needs_response");
    var handedIn = answer(dispute, "winning_evidence");

    assertThat(handedIn.getEvidence().getProductDescription()).isEqualTo("A ride");
    assertThat(
            catchThrowableOfType(InvalidRequestException.class, () -> answer(dispute, "and more")))
        .isNotNull();
  }

  @Test
  void whoMissesTheDeadlineOrClosesLoses() throws StripeException {
    var missed = disputed("pm_card_createDispute");
    var accepted = disputed("pm_card_createDisputeProductNotReceived");

    stripe.disputes().close(accepted.getId());
    clock.advance(Duration.ofDays(7));

    assertThat(stripe.disputes().retrieve(missed.getId()).getStatus()).isEqualTo("lost");
    assertThat(stripe.disputes().retrieve(accepted.getId()).getStatus()).isEqualTo("lost");
    assertThat(accepted.getReason()).isEqualTo("product_not_received");
  }

  @Test
  void anInquiryMovesNoMoneyUntilItEscalates() throws StripeException {
    var calm = disputed("pm_card_createDisputeInquiry");
    var angry = disputed("pm_card_createDisputeInquiry");
    assertThat(calm.getStatus()).isEqualTo("warning_needs_response");
    assertThat(market.available("eur")).isEqualTo(2 * 9_825);

    answer(calm, "It was a ride.");
    answer(angry, "escalate_inquiry_evidence");
    clock.advance(SOON);

    assertThat(stripe.disputes().retrieve(calm.getId()).getStatus()).isEqualTo("warning_closed");
    assertThat(stripe.disputes().retrieve(angry.getId()).getStatus()).isEqualTo("needs_response");
    assertThat(market.available("eur")).isEqualTo(2 * 9_825 - 11_500);
  }

  @Test
  void whatIsChargedBackIsNotRefundedToo() throws StripeException {
    var dispute = disputed("pm_card_createDispute");
    var inquiry = disputed("pm_card_createDisputeInquiry");

    var refused =
        catchThrowableOfType(InvalidRequestException.class, () -> refund(dispute.getCharge()));
    refund(inquiry.getCharge());

    assertThat(refused.getCode()).isEqualTo("charge_disputed");
    assertThat(market.available("eur")).isEqualTo(2 * 9_825 - 11_500 - 10_000);
  }

  private void refund(String charge) throws StripeException {
    stripe.refunds().create(RefundCreateParams.builder().setCharge(charge).build());
  }

  @Test
  void anyChargeCanBeMadeToBeDisputedOnce() throws StripeException {
    var charge = market.charge("pm_card_visa", 10_000, "eur");

    assertThat(twin.happenings().dispute(charge, "duplicate", false)).isTrue();
    assertThat(twin.happenings().dispute(charge, "duplicate", false)).isFalse();

    assertThat(ofCharge(charge)).singleElement().returns("duplicate", Dispute::getReason);
  }
}

package souk.payments.psp.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.StripeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspDispute;
import souk.payments.psp.PspDispute.Status;
import souk.payments.psp.PspEvidence;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.platform.money.Money;

/** Disputes from the cardholder's word to the bank's, as the adapter sees them at the twin. */
class DisputesAtTheTwinTest {
  private static final Money TWELVE = Money.of(1200, "EUR");
  private static final Money NOTHING = Money.of(0, "EUR");
  private static final PspKey KEY = PspKey.of(new UUID(0, 1), "answer", 1);

  private ClientAtTheTwin there;
  private StripeDisputes disputes;

  @BeforeEach
  void start() {
    there = ClientAtTheTwin.start("dispute=0,review=0");
    disputes = new StripeDisputes(there.stripe());
  }

  @AfterEach
  void stop() {
    there.close();
  }

  private PspDispute disputed(String card) throws StripeException {
    var payment = there.pay(card);
    return await().until(() -> about(payment), Optional::isPresent).orElseThrow();
  }

  private Optional<PspDispute> about(String payment) {
    return switch (disputes.since(Instant.EPOCH)) {
      case Lookup.Found<List<String>>(var all) ->
          all.stream().map(this::now).filter(one -> one.payment().equals(payment)).findAny();
      case Lookup.Absent<List<String>> _, Lookup.Unavailable<List<String>> _ -> Optional.empty();
    };
  }

  private PspDispute now(PspDispute dispute) {
    return now(dispute.reference());
  }

  private PspDispute now(String reference) {
    return ((Lookup.Found<PspDispute>) disputes.retrieve(reference)).value();
  }

  @ParameterizedTest
  @CsvSource({"winning_evidence, WON, 1200", "losing_evidence, LOST, 0"})
  void theBankDecidesByTheEvidence(String text, Status end, long back) throws StripeException {
    var dispute = disputed("pm_card_createDispute");
    assertThat(dispute)
        .returns(Status.NEEDS_RESPONSE, PspDispute::status)
        .returns(TWELVE, PspDispute::withdrawn)
        .returns(Money.of(1500, "EUR"), PspDispute::fee);

    var evidence = new PspEvidence("A ride", "2026-11-23", "12:00 picked up", text);
    var answered = disputes.answer(KEY, dispute.reference(), evidence);

    assertThat(answered).isInstanceOf(PspOutcome.Succeeded.class);
    await().until(() -> now(dispute).status() == end);
    assertThat(now(dispute).reinstated()).isEqualTo(Money.of(back, "EUR"));
    assertThat(now(dispute).answered()).isTrue();
  }

  @Test
  void whoGivesUpLoses() throws StripeException {
    var dispute = disputed("pm_card_createDispute");

    disputes.accept(KEY, dispute.reference());

    assertThat(now(dispute).status()).isEqualTo(Status.LOST);
  }

  @Test
  void anInquiryTakesNothingUntilItBecomesADispute() throws StripeException {
    var dispute = disputed("pm_card_createDisputeInquiry");
    assertThat(dispute)
        .returns(Status.INQUIRY, PspDispute::status)
        .returns(NOTHING, PspDispute::withdrawn);

    var evidence = new PspEvidence("A ride", "", "", "escalate_inquiry_evidence");
    disputes.answer(KEY, dispute.reference(), evidence);

    await().until(() -> now(dispute).status() == Status.NEEDS_RESPONSE);
    assertThat(now(dispute).withdrawn()).isEqualTo(TWELVE);
    assertThat(now(dispute).answered()).isFalse();
  }
}

package souk.payments.psp.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Account;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import souk.payments.psp.PayeeNeed;

/** What Stripe wants of a payee becomes a word of ours, whatever field it names. */
class StripeNeedsTest {
  @ParameterizedTest
  @CsvSource({
    "individual.first_name,PERSON",
    "individual.dob.day,PERSON",
    "representative.phone,PERSON",
    "person_1Mx.last_name,PERSON",
    "individual.address.city,ADDRESS",
    "company.address.line1,ADDRESS",
    "individual.verification.document,DOCUMENT",
    "documents.bank_account_ownership_verification.files,DOCUMENT",
    "individual.id_number,TAX_NUMBER",
    "individual.ssn_last_4,TAX_NUMBER",
    "company.tax_id,TAX_NUMBER",
    "business_profile.mcc,BUSINESS",
    "company.name,BUSINESS",
    "external_account,BANK",
    "tos_acceptance.ip,TERMS",
    "something.new,OTHER"
  })
  void eachFieldHasAWord(String field, PayeeNeed need) {
    assertThat(StripeNeeds.need(field)).isEqualTo(need);
  }

  @Test
  void whoIsAbleMayBeAskedForMoreAllTheSame() {
    var standing = StripeNeeds.standing(account("active", true, "individual.id_number"));
    assertThat(standing.isAble()).isTrue();
    assertThat(standing.needs()).containsExactly(PayeeNeed.TAX_NUMBER);
  }

  @Test
  void whoMustWaitIsToldSo() {
    var transfersOnly = StripeNeeds.standing(account("active", false));
    assertThat(transfersOnly.isAble()).isFalse();
    assertThat(transfersOnly.needs()).containsExactly(PayeeNeed.CHECK);
    assertThat(StripeNeeds.standing(account("pending", true)).isAble()).isFalse();
    assertThat(StripeNeeds.standing(new Account()).isAble()).as("nothing is said").isFalse();
  }

  @Test
  void whoIsRejectedIsNotAskedForMore() {
    var account = account("inactive", false, "individual.first_name");
    account.getRequirements().setDisabledReason("rejected.fraud");
    assertThat(StripeNeeds.standing(account).needs()).containsExactly(PayeeNeed.NOT_ACCEPTED);
  }

  private static Account account(String transfers, boolean payouts, String... due) {
    var account = new Account();
    var capabilities = new Account.Capabilities();
    capabilities.setTransfers(transfers);
    account.setCapabilities(capabilities);
    account.setPayoutsEnabled(payouts);
    var requirements = new Account.Requirements();
    requirements.setCurrentlyDue(List.of(due));
    account.setRequirements(requirements);
    return account;
  }
}

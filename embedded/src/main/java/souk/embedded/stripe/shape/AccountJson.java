package souk.embedded.stripe.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import souk.embedded.stripe.money.BankAccount;
import souk.embedded.stripe.money.ConnectedAccount;
import souk.embedded.stripe.money.ConnectedAccount.Right;

/** A payee's account and its bank accounts as Stripe shows them. */
public final class AccountJson {
  private static final JsonTemplate ACCOUNT = JsonTemplate.named("account");
  private static final JsonTemplate BANK = JsonTemplate.named("bank_account");

  private AccountJson() {}

  /** An account. */
  public static ObjectNode of(ConnectedAccount account) {
    var json = ACCOUNT.fresh();
    json.put("id", account.id());
    json.put("business_type", account.businessType());
    json.withObjectProperty("capabilities")
        .put("transfers", account.transfers() == Right.ACTIVE ? "active" : "inactive");
    json.put("country", account.country());
    JsonTemplate.putAt(json, "created", account.createdAt());
    json.put("default_currency", account.currency());
    json.put("email", account.email());
    putBanks(json.withObjectProperty("external_accounts"), account);
    JsonTemplate.putAll(json.withObjectProperty("metadata"), account.metadata());
    json.put("details_submitted", account.hasGivenAll());
    json.put("payouts_enabled", account.canBePaidOut());
    putDue(json.withObjectProperty("requirements"), account);
    if (!account.express()) return json;
    json.put("type", "express");
    var controller = json.withObjectProperty("controller");
    controller.withObjectProperty("stripe_dashboard").put("type", "express");
    controller.put("requirement_collection", "stripe");
    return json;
  }

  private static void putDue(ObjectNode requirements, ConnectedAccount account) {
    var due = account.due();
    for (var list : List.of("currently_due", "eventually_due", "past_due")) {
      due.forEach(requirements.withArrayProperty(list)::add);
    }
    if (!due.isEmpty()) requirements.put("disabled_reason", "requirements.past_due");
  }

  private static void putBanks(ObjectNode list, ConnectedAccount account) {
    var data = list.withArrayProperty("data");
    account.banks().forEach(bank -> data.add(of(account, bank)));
    list.put("url", "/v1/accounts/" + account.id() + "/external_accounts");
  }

  /** One bank account of an account. */
  public static ObjectNode of(ConnectedAccount account, BankAccount bank) {
    var json = BANK.fresh();
    json.put("id", bank.id());
    json.put("account", account.id());
    json.put("account_holder_name", bank.holder());
    json.put("country", bank.country());
    json.put("currency", bank.currency());
    var preferred = account.bank(null, bank.currency()).filter(bank::equals).isPresent();
    json.put("default_for_currency", preferred);
    json.put("last4", bank.last4());
    return json;
  }
}

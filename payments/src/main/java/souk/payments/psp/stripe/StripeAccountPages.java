package souk.payments.psp.stripe;

import com.stripe.param.AccountLinkCreateParams;
import com.stripe.service.AccountLinkService;
import com.stripe.service.AccountService;
import com.stripe.service.V1Services;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayees;
import souk.payments.psp.PspStanding;
import souk.payments.psp.Refusal;

/** Express accounts as Stripe judges them, and the pages that it has for their holders. */
final class StripeAccountPages implements PspPayees {
  private static final Logger log = LoggerFactory.getLogger(StripeAccountPages.class);
  private static final Refusal NOWHERE_TO_RETURN =
      new Refusal(DeclineReason.REFUSED_BY_PROVIDER, "no_onboarding_urls");

  /**
   * Where a payee comes back to from Stripe's pages.
   *
   * @param done once he has given what he wanted to
   * @param again when his link was used or is too old: he asks for another
   */
  record Returns(String done, String again) {}

  private final AccountService accounts;
  private final AccountLinkService links;
  private final @Nullable Returns returns;

  /** Without returns nobody is sent to give his details, which is logged when he asks. */
  StripeAccountPages(V1Services stripe, @Nullable Returns returns) {
    this.accounts = stripe.accounts();
    this.links = stripe.accountLinks();
    this.returns = returns;
  }

  @Override
  public Lookup<PspStanding> standing(String account) {
    return StripeCalls.read(
        () -> new Lookup.Found<>(StripeNeeds.standing(accounts.retrieve(account))));
  }

  @Override
  public PspOutcome<Link> detailsLink(PspKey key, String account) {
    if (returns == null) {
      log.error("STRIPE_ONBOARDING_RETURN_URL is not set: no payee can give his details");
      return new PspOutcome.Rejected<>(NOWHERE_TO_RETURN);
    }
    var params =
        AccountLinkCreateParams.builder()
            .setAccount(account)
            .setType(AccountLinkCreateParams.Type.ACCOUNT_ONBOARDING)
            .setReturnUrl(returns.done())
            .setRefreshUrl(returns.again())
            .build();
    return StripeCalls.write(
        key,
        options -> {
          var made = links.create(params, options);
          return new Link(made.getUrl(), Instant.ofEpochSecond(made.getExpiresAt()));
        });
  }

  @Override
  public PspOutcome<Link> accountLink(PspKey key, String account) {
    return StripeCalls.write(
        key, options -> new Link(accounts.loginLinks().create(account, options).getUrl(), null));
  }
}

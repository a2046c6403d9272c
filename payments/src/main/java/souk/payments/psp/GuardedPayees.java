package souk.payments.psp;

/** What a provider wants of payees, behind the one guard that all calls to it share. */
public record GuardedPayees(PspPayees psp, PspGuard guard) implements PspPayees {
  @Override
  public Lookup<PspStanding> standing(String account) {
    return guard.read("retrieve_account", account, () -> psp.standing(account));
  }

  @Override
  public PspOutcome<Link> detailsLink(PspKey key, String account) {
    return guard.write("details_link", key, () -> psp.detailsLink(key, account));
  }

  @Override
  public PspOutcome<Link> accountLink(PspKey key, String account) {
    return guard.write("account_link", key, () -> psp.accountLink(key, account));
  }
}

package souk.payments.psp;

import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import souk.platform.money.Money;

/** What a provider does for payees, behind the one guard that all calls to it share. */
public record GuardedTransfers(PspTransfers psp, PspGuard guard) implements PspTransfers {
  @Override
  public long unit(Currency currency) {
    return psp.unit(currency);
  }

  @Override
  public PspOutcome<String> open(PspKey key, UUID payeeId, Bank bank) {
    return guard.write("open_account", key, () -> psp.open(key, payeeId, bank));
  }

  @Override
  public PspOutcome<String> changeBank(PspKey key, String account, Bank bank) {
    return guard.write("change_bank", key, () -> psp.changeBank(key, account, bank));
  }

  @Override
  public PspOutcome<PspTransfer> transfer(PspKey key, UUID payoutId, String account, Money amount) {
    return guard.write("transfer", key, () -> psp.transfer(key, payoutId, account, amount));
  }

  @Override
  public PspOutcome<PspTransfer> takeBack(
      PspKey key, UUID payoutId, String reference, Money amount) {
    return guard.write("take_back", key, () -> psp.takeBack(key, payoutId, reference, amount));
  }

  @Override
  public PspOutcome<PspPayout> payOut(
      PspKey key, UUID payoutId, String account, Money amount, PayoutMethod method) {
    return guard.write("pay_out", key, () -> psp.payOut(key, payoutId, account, amount, method));
  }

  @Override
  public Lookup<PspTransfer> retrieveTransfer(String reference) {
    return guard.read("retrieve_transfer", reference, () -> psp.retrieveTransfer(reference));
  }

  @Override
  public Lookup<PspTransfer> findTransfer(UUID payoutId, String account, Instant from) {
    return guard.read("find_transfer", payoutId, () -> psp.findTransfer(payoutId, account, from));
  }

  @Override
  public Lookup<PspPayout> retrievePayout(String account, String reference) {
    return guard.read("retrieve_payout", reference, () -> psp.retrievePayout(account, reference));
  }

  @Override
  public Lookup<PspPayout> findPayout(UUID payoutId, String account, Instant from) {
    return guard.read("find_payout", payoutId, () -> psp.findPayout(payoutId, account, from));
  }

  @Override
  public Setback setback(String code) {
    return psp.setback(code);
  }
}

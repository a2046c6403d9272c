package souk.payments.psp;

import java.util.UUID;

/** A provider's payers behind the guard that all its calls share. */
public record GuardedCustomers(PspCustomers customers, PspGuard guard) implements PspCustomers {
  @Override
  public PspOutcome<String> create(PspKey key, UUID payerId) {
    return guard.write("create_customer", key, () -> customers.create(key, payerId));
  }

  @Override
  public Lookup<String> find(UUID payerId) {
    return guard.read("find_customer", payerId, () -> customers.find(payerId));
  }

  @Override
  public Lookup<UUID> payer(String customer) {
    return guard.read("retrieve_customer", customer, () -> customers.payer(customer));
  }

  @Override
  public PspOutcome<PspCard> attach(PspKey key, String paymentMethod, String customer) {
    return guard.write("attach", key, () -> customers.attach(key, paymentMethod, customer));
  }
}

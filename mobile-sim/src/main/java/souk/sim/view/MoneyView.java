package souk.sim.view;

/** An amount in minor units of its currency. */
public record MoneyView(long amount, String currency) {}

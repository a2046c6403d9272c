package souk.sim.plan;

/** A ride somebody will want, and the card he pays with. */
public record Order(Arrival arrival, String pspToken) {}

package souk.sim.view;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** A registered card. */
public record CardView(UUID id) {

  /** Throws when the server leaves out what a phone cannot do without. */
  public CardView {
    Objects.requireNonNull(id, "id");
  }

  /** The cards of one rider. */
  public record Wallet(List<CardView> items) {}
}

package souk.sim.plan;

/** What somebody may do, as the API's tokens name it. */
public enum Role {
  CUSTOMER("rider"),
  DRIVER("driver"),
  OPS("operator");

  private final String word;

  Role(String word) {
    this.word = word;
  }

  /** What people call somebody in this role. */
  public String word() {
    return word;
  }
}

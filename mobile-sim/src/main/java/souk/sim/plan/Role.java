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

  /**
   * The number of somebody by his name.
   *
   * @throws IllegalArgumentException when it is not the name of one of so many in this role
   */
  public int number(String name, int people) {
    var prefix = word + "-";
    if (name.startsWith(prefix) && name.substring(prefix.length()).matches("\\d{1,7}")) {
      var number = Integer.parseInt(name.substring(prefix.length()));
      if (number < people) return number;
    }
    throw new IllegalArgumentException(name + " is none of its " + people + " " + word + "s");
  }

  /** What people call somebody in this role. */
  public String word() {
    return word;
  }
}

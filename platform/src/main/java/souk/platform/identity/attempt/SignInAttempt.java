package souk.platform.identity.attempt;

/** One attempt to sign in: the account's name, and from which network. */
public record SignInAttempt(String email, String network) {
  String accountKey() {
    return "account:" + Rate.digest(email);
  }

  String placeKey() {
    return "place:" + Rate.digest(email + "|" + network);
  }
}

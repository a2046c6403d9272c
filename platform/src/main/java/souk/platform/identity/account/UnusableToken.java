package souk.platform.identity.account;

import souk.platform.problem.Problem;

/** One answer for every reason, so that it tells nothing about tokens of others. */
final class UnusableToken {
  private UnusableToken() {}

  static Problem problem() {
    return Problem.refused(
        "token_invalid", "This token is unknown, used or expired; ask for a new one.");
  }
}

package souk.platform.identity.account;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import souk.platform.identity.Person;
import souk.platform.identity.Role;

@Controller("/v1/me")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "Identity")
final class MeController {
  private final Accounts accounts;
  private final VerifyEmail verifyEmail;

  MeController(Accounts accounts, VerifyEmail verifyEmail) {
    this.accounts = accounts;
    this.verifyEmail = verifyEmail;
  }

  @Get
  @Operation(summary = "Who is asking")
  Me me(Person person) {
    return accounts
        .find(person.id())
        .map(account -> me(person, account))
        .orElseGet(() -> new Me(person.id(), null, person.name(), roles(person), false));
  }

  @Post("/verify-email/resend")
  @Status(HttpStatus.ACCEPTED)
  @Operation(summary = "Has the letter that verifies the e-mail address sent again")
  void sendAgain(Person person) {
    verifyEmail.sendAgain(person.id());
  }

  private static Me me(Person person, Account account) {
    return new Me(
        person.id(), account.email().text(), person.name(), roles(person), account.emailVerified());
  }

  private static List<Role> roles(Person person) {
    return person.roles().stream().sorted().toList();
  }
}

package souk.platform.identity.account;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import souk.platform.http.ClientAddress;
import souk.platform.identity.OpaqueToken;
import souk.platform.identity.Role;

@Controller("/v1/accounts")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "Identity")
class AccountController {
  private final OpenAccount openAccount;
  private final VerifyEmail verifyEmail;
  private final ResetPassword resetPassword;

  AccountController(OpenAccount openAccount, VerifyEmail verifyEmail, ResetPassword resetPassword) {
    this.openAccount = openAccount;
    this.verifyEmail = verifyEmail;
    this.resetPassword = resetPassword;
  }

  @Introspected
  record NewAccount(
      @NotNull
          @Size(max = EmailAddress.LENGTH_MAX)
          @Pattern(regexp = EmailAddress.SHAPE, message = EmailAddress.SHAPE_MESSAGE)
          String email,
      @NotNull @Size(min = 10, max = 200) String password,
      @NotBlank
          @Size(max = 100)
          @Pattern(
              regexp = "[^\\p{Cntrl}\\p{Cs}]*",
              message = "must not have control characters in it")
          String name,
      @NotNull @Pattern(regexp = "CUSTOMER|DRIVER", message = "must be CUSTOMER or DRIVER")
          String role) {
    @Override
    public String toString() {
      return "NewAccount[…]";
    }
  }

  @Introspected
  record Mailbox(
      @NotNull
          @Size(max = EmailAddress.LENGTH_MAX)
          @Pattern(regexp = EmailAddress.SHAPE, message = EmailAddress.SHAPE_MESSAGE)
          String email) {}

  @Introspected
  record Proof(@NotBlank @Size(max = 200) String token) {
    @Override
    public String toString() {
      return "Proof[…]";
    }
  }

  @Introspected
  record NewPassword(
      @NotBlank @Size(max = 200) String token,
      @NotNull @Size(min = 10, max = 200) String password) {
    @Override
    public String toString() {
      return "NewPassword[…]";
    }
  }

  @Post
  @Status(HttpStatus.CREATED)
  @Operation(summary = "Opens an account")
  Me open(@Valid @Body NewAccount account, @Parameter(hidden = true) ClientAddress client) {
    var email = EmailAddress.of(account.email());
    var role = Role.valueOf(account.role());
    var name = account.name().strip();
    var id = openAccount.open(email, account.password(), name, role, client);
    return new Me(id, email.text(), name, List.of(role), false);
  }

  @Post("/verify-email")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Takes the token of the letter that verifies an e-mail address")
  void verifyEmail(@Valid @Body Proof proof, @Parameter(hidden = true) ClientAddress client) {
    verifyEmail.verify(new OpaqueToken(proof.token()), client);
  }

  @Post("/password-reset")
  @Status(HttpStatus.ACCEPTED)
  @Operation(summary = "Has a letter sent to choose a new password, if there is such an account")
  void requestReset(@Valid @Body Mailbox mailbox, @Parameter(hidden = true) ClientAddress client) {
    resetPassword.request(EmailAddress.of(mailbox.email()), client);
  }

  @Post("/password-reset/confirm")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Takes the token of that letter, sets the password, signs out everywhere")
  void confirmReset(
      @Valid @Body NewPassword reset, @Parameter(hidden = true) ClientAddress client) {
    resetPassword.confirm(new OpaqueToken(reset.token()), reset.password(), client);
  }
}

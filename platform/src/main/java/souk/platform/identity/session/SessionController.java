package souk.platform.identity.session;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import souk.platform.http.ClientAddress;
import souk.platform.identity.Person;
import souk.platform.identity.TokenTimes;
import souk.platform.identity.account.EmailAddress;
import souk.platform.identity.person.Persons;

@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Identity")
class SessionController {
  private final SignIn signIn;
  private final Refresh refresh;
  private final Persons persons;

  SessionController(SignIn signIn, Refresh refresh, Persons persons) {
    this.signIn = signIn;
    this.refresh = refresh;
    this.persons = persons;
  }

  @Introspected
  record Credentials(
      @NotNull
          @Size(max = EmailAddress.LENGTH_MAX)
          @Pattern(regexp = EmailAddress.SHAPE, message = EmailAddress.SHAPE_MESSAGE)
          String email,
      @NotBlank @Size(max = 200) String password) {
    @Override
    public String toString() {
      return "Credentials[…]";
    }
  }

  @Introspected
  record Refreshing(@NotBlank @Size(max = 200) String refreshToken) {
    @Override
    public String toString() {
      return "Refreshing[…]";
    }
  }

  @Post("/sessions")
  @Secured(SecurityRule.IS_ANONYMOUS)
  @Status(HttpStatus.CREATED)
  @Operation(summary = "Signs in with e-mail and password")
  HttpResponse<Tokens> signIn(
      @Valid @Body Credentials credentials, @Parameter(hidden = true) ClientAddress client) {
    var email = EmailAddress.of(credentials.email());
    return unstored(HttpStatus.CREATED, signIn.signIn(email, credentials.password(), client));
  }

  @Post("/sessions/refresh")
  @Secured(SecurityRule.IS_ANONYMOUS)
  @Operation(summary = "Gives new tokens for a refresh token, which is used up")
  HttpResponse<Tokens> refresh(@Valid @Body Refreshing body) {
    return unstored(HttpStatus.OK, refresh.refresh(body.refreshToken()));
  }

  @Post("/me/sign-out-everywhere")
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Ends all sessions; their access tokens are refused within 5 seconds")
  void signOutEverywhere(Person person, Authentication authentication) {
    persons.revokeAll(person.id(), TokenTimes.of(authentication).issuedAt());
  }

  private static HttpResponse<Tokens> unstored(HttpStatus status, Tokens tokens) {
    return HttpResponse.<Tokens>status(status)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(tokens);
  }
}

package souk.embedded.stripe.http;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import souk.embedded.stripe.api.Answer;
import souk.embedded.stripe.api.ApiRequest;
import souk.embedded.stripe.fault.Delivery;
import souk.embedded.stripe.fault.UnreliableApi;

/** Turns what WireMock received into a request of the twin, and the twin's answer back. */
final class TwinTransformer implements ResponseDefinitionTransformerV2 {
  private static final String JSON = "application/json";

  private final UnreliableApi api;
  private final AdminEndpoints admin;

  TwinTransformer(UnreliableApi api, AdminEndpoints admin) {
    this.api = api;
    this.admin = admin;
  }

  @Override
  public String getName() {
    return "souk-stripe-twin";
  }

  @Override
  public ResponseDefinition transform(ServeEvent event) {
    var request = event.getRequest();
    // not java.net.URI, which throws on what a careless caller may send
    var url = request.getUrl().split("\\?", 2);
    var query = url.length < 2 ? "" : url[1];
    return url[0].startsWith(AdminEndpoints.PREFIX)
        ? administer(request, url[0], query)
        : serve(request, url[0], query);
  }

  private ResponseDefinition administer(Request request, String path, String query) {
    var method = request.getMethod().getName();
    var page = admin.answer(method, path, parse(query), request.getBodyAsString());
    var response =
        ResponseDefinitionBuilder.responseDefinition()
            .withStatus(page.status())
            .withHeader("Content-Type", page.type())
            .withBody(page.body());
    if (page.location() != null) response.withHeader("Location", page.location());
    return response.build();
  }

  private static Map<String, String> parse(String query) {
    return Arrays.stream(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(
            Collectors.toMap(
                pair -> pair[0],
                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                (_, last) -> last));
  }

  private ResponseDefinition serve(Request request, String path, String query) {
    var method = request.getMethod().getName();
    var asked =
        new ApiRequest(
            method,
            path,
            method.equals("POST") ? request.getBodyAsString() : query,
            request.getHeader("Authorization"),
            request.getHeader("Idempotency-Key"),
            request.getHeader("Stripe-Account"),
            "http://" + request.getHeader("Host"));
    var delivery = api.deliver(asked);
    delivery.arriving().ifPresent(answer -> Recording.keep(asked, answer));
    return render(delivery, request);
  }

  private static ResponseDefinition render(Delivery delivery, Request request) {
    var response =
        ResponseDefinitionBuilder.responseDefinition()
            .withFixedDelay((int) delivery.after().toMillis());
    delivery
        .arriving()
        .ifPresentOrElse(
            answer -> write(response, answer, request),
            () -> response.withFault(Fault.CONNECTION_RESET_BY_PEER));
    return response.build();
  }

  private static void write(ResponseDefinitionBuilder response, Answer answer, Request request) {
    response
        .withStatus(answer.status())
        .withHeader("Content-Type", JSON)
        .withHeader("Request-Id", answer.requestId())
        .withBody(answer.body());
    if (answer.limited() != null) {
      response.withHeader("Stripe-Rate-Limited-Reason", answer.limited());
    }
    answer
        .replayOf()
        .ifPresent(original ->
            response
                .withHeader("Idempotent-Replayed", "true")
                .withHeader("Original-Request", original));
    for (var echoed : new String[] {"Idempotency-Key", "Stripe-Version"}) {
      var value = request.getHeader(echoed);
      if (value != null) response.withHeader(echoed, value);
    }
  }
}

package souk.platform.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refusal the caller can act on: HTTP status, stable code, a detail in words, and extension
 * members. Thrown by use cases, rendered once by {@link ProblemHandler}.
 */
public final class Problem extends RuntimeException {
  private static final String TYPE_PREFIX = "https://souk.dev/problems/";

  private final int status;
  private final String code;
  private final Map<String, Object> members = new LinkedHashMap<>();
  private @Nullable Duration retryAfter;

  private Problem(int status, String code, String detail) {
    // a refusal is an answer, not an accident: no stack trace
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** 400: the request itself is malformed. */
  public static Problem malformed(String code, String detail) {
    return new Problem(400, code, detail);
  }

  /** 401: who is asking is not known. */
  public static Problem unauthenticated(String code, String detail) {
    return new Problem(401, code, detail);
  }

  /** 402: the payment was refused. */
  public static Problem paymentRefused(String code, String detail) {
    return new Problem(402, code, detail);
  }

  /** 403: known, but not allowed. */
  public static Problem forbidden(String detail) {
    return new Problem(403, "forbidden", detail);
  }

  /** 404: absent, or not the caller's to know of. */
  public static Problem notFound(String what) {
    return new Problem(404, "not_found", "There is no such " + what + ".");
  }

  /** 409: the state of things stands against it. */
  public static Problem conflict(String code, String detail) {
    return new Problem(409, code, detail);
  }

  /** 422: understood, and refused by a rule. */
  public static Problem refused(String code, String detail) {
    return new Problem(422, code, detail);
  }

  /** 429: too often; try again after the given time. */
  public static Problem tooMany(String code, String detail, Duration retryAfter) {
    return new Problem(429, code, detail).retryAfter(retryAfter);
  }

  /** 503: something this needs is away; try again after the given time. */
  public static Problem unavailable(String code, String detail, Duration retryAfter) {
    return new Problem(503, code, detail).retryAfter(retryAfter);
  }

  /** Any other status that the framework decided on. */
  public static Problem ofStatus(int status, String code, String detail) {
    return new Problem(status, code, detail);
  }

  /** Adds an extension member to the rendered problem. */
  public Problem with(String member, Object value) {
    members.put(member, value);
    return this;
  }

  /** When the caller should try again. */
  public Problem retryAfter(Duration delay) {
    this.retryAfter = delay;
    return this;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** The RFC 9457 object. */
  public Map<String, Object> body() {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", TYPE_PREFIX + code);
    body.put("title", code.replace('_', ' '));
    body.put("status", status);
    body.put("code", code);
    body.put("detail", String.valueOf(getMessage()));
    body.putAll(members);
    return body;
  }
}

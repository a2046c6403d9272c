package souk.embedded.stripe.intent;

/**
 * Where a cardholder authenticates, and where he is sent afterwards.
 *
 * @param url of the page where he does
 * @param returnUrl as the caller gave it
 */
public record Redirect(String url, String returnUrl) {}

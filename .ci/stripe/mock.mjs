// Asks Stripe's own stripe-mock, which checks requests against their OpenAPI, everything that the twin was asked and
// did not refuse: what our adapter sends, and no parameter that only the twin would take.
import assert from "node:assert/strict";
import { exchanges } from "./recording.mjs";

const url = process.argv[2];
const recording = process.argv[3];

async function ask({ method, path, params, account }) {
  const headers = { Authorization: "Bearer sk_test_conformance" };
  if (account) headers["Stripe-Account"] = account;
  if (method === "POST") headers["Content-Type"] = "application/x-www-form-urlencoded";
  const query = method === "POST" || params === "" ? "" : `?${params}`;
  const answer = await fetch(url + path + query, { method, headers, body: method === "POST" ? params : undefined });
  return { status: answer.status, text: await answer.text() };
}

const wrong = await ask({ method: "POST", path: "/v1/refunds", params: "payment_intent=pi_1&colour=red" });
assert.equal(wrong.status, 400, "stripe-mock does not check what it is asked");

let asked = 0;
const refused = [];
for (const exchange of exchanges(recording)) {
  if (exchange.status !== 200 && exchange.status !== 402) continue;
  const answer = await ask(exchange);
  asked++;
  if (answer.status !== 200) refused.push(`${exchange.method} ${exchange.path} ${decodeURIComponent(exchange.params)}: ${answer.status} ${answer.text}`);
}
for (const one of refused) console.error(one);
console.log(`stripe-mock accepts ${asked - refused.length} of ${asked} requests`);
process.exitCode = refused.length === 0 && asked > 20 ? 0 : 1;

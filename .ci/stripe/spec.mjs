// Checks the twin's bodies against Stripe's published specification, the OpenAPI that stripe-mock carries.
import Ajv from "ajv";
import { readFileSync } from "node:fs";
import { bodies } from "./recording.mjs";

const spec = JSON.parse(readFileSync(process.argv[2], "utf8"));
const planted = process.argv[4] === "--plant";

// OpenAPI 3.0 says nullable where JSON Schema has a type of its own for it
function nullable(node) {
  if (node === null || typeof node !== "object") return node;
  if (Array.isArray(node)) return node.map(nullable);
  const { nullable: orNull, ...rest } = node;
  const schema = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, nullable(value)]));
  return orNull ? { anyOf: [schema, { type: "null" }] } : schema;
}

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema({ $id: "stripe", components: nullable(spec.components) });
const checks = new Map();
function check(object) {
  if (!(object in spec.components.schemas)) throw new Error(`the specification has no ${object}`);
  if (!checks.has(object)) checks.set(object, ajv.compile({ $ref: `stripe#/components/schemas/${object}` }));
  return checks.get(object);
}

const found = bodies(process.argv[3]);
if (planted) {
  found.push({ ...found.find((body) => body.object === "payout"), amount: "much" });
  found.push({ ...found.find((body) => body.object === "refund"), created: undefined });
  found.push({ ...found.find((body) => body.object === "dispute"), status: "sad" });
}

const problems = found.flatMap((body) => {
  const valid = check(body.object);
  // what is embedded in an event is checked by itself, as whatever it is
  const errors = valid(JSON.parse(JSON.stringify(body))) ? [] : valid.errors;
  return errors.map((error) => `${body.object} ${body.id}${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`);
});
for (const problem of problems) console.error(problem);
console.log(`specification ${spec.info.version}: ${found.length} bodies, ${problems.length} problems`);
const everyPlant = ["/amount", "'created'", "/status"].every((word) => problems.some((problem) => problem.includes(word)));
process.exitCode = (planted ? everyPlant : problems.length > 0) ? 1 : 0;

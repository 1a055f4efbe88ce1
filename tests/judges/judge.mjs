// Judges JSON texts by ajv.
// The first line of the input is {"documents": [schemas with an $id]}; each other {"schema": "ADDRESS" or SCHEMA, "text": "JSON"}.
// Each line of the output is a list of what is wrong: [{"at": POINTER, "keyword": NAME, "name": PROPERTY or null}], empty for what is valid.
import { createInterface } from "node:readline";
import Ajv from "ajv";
import addFormats from "ajv-formats";

const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
addFormats(ajv);
const compiled = new Map();

function validator(schema) {
  const key = JSON.stringify(schema);
  if (!compiled.has(key)) compiled.set(key, ajv.compile(typeof schema === "string" ? { $ref: schema } : schema));
  return compiled.get(key);
}

function fault({ instancePath, keyword, params }) {
  const name = params.missingProperty ?? params.additionalProperty ?? params.propertyName ?? params.property ?? null;
  return { at: instancePath, keyword, name };
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  if (request.documents) {
    for (const document of request.documents) ajv.addSchema(document);
    continue;
  }
  const validate = validator(request.schema);
  const faults = validate(JSON.parse(request.text)) ? [] : validate.errors.map(fault);
  process.stdout.write(JSON.stringify(faults) + "\n");
}

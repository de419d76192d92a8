/** What `opensearch` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent, Verb } from "./intent";

function method(name: string): Verb {
  const sid = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return { does: `send ${name.toUpperCase()} requests to`, sid, groups: [{ actions: [`es:ESHttp${sid}`], on: ["domain"] }] };
}

/** A domain by HTTP method; a serverless collection as a whole, its data access policy says what exactly. */
export const opensearch: Intent<VerbOf<"opensearch">> = {
  sid: "Opensearch",
  page: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html",
  verbs: {
    get: method("get"),
    head: method("head"),
    post: method("post"),
    put: method("put"),
    patch: method("patch"),
    delete: method("delete"),
    call: { does: "call collection", sid: "Call", groups: [{ actions: ["aoss:APIAccessAll"], on: ["collection"] }] },
  },
  resources: {
    domain: {
      arn: "arn:PARTITION:es:REGION:ACCOUNT:domain/DOMAIN/PATH*",
      wildcard: "requests are authorised by their path, which ends in names that are not known before",
    },
    collection: { arn: "arn:PARTITION:aoss:REGION:ACCOUNT:collection/COLLECTION-ID" },
  },
};

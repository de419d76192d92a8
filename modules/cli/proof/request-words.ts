/** Requests, in words for people. */

import type { Request, Requester } from "../../iam";
import { isTextList, showText, type Text } from "../../iam/text";
import { quote } from "../../problem";

/** Who asks: "a session of role `arn:...`". */
export function requesterWords(requester: Requester): string {
  switch (requester.kind) {
    case "role":
      return `a session of role ${shown(requester.arn)}`;
    case "user":
      return `user ${shown(requester.arn)}`;
    case "root":
      return `the root user of account ${shown(requester.account)}`;
    case "federated-user":
      return `federated user ${shown(requester.arn)}`;
    case "service":
      return `the service ${shown(requester.name)}`;
    case "federated":
      return `somebody whom ${shown(requester.provider)} vouches for`;
    case "anonymous":
      return "somebody without credentials";
  }
}

/** A request as a sentence: who asks, for what, on what, and under which circumstances. */
export function requestWords({ principal, action, resource, context = {} }: Request): string {
  const circumstances = Object.entries(context).map(([key, value]) => `${quote(key)} is ${valueWords(value)}`);
  const during = circumstances.length === 0 ? "" : `, while ${circumstances.join(" and ")}`;
  return `${requesterWords(principal)} asks for ${quote(action)} on ${shown(resource)}${during}`;
}

function valueWords(value: Text | readonly Text[]): string {
  return isTextList(value) ? `the list of ${value.map(shown).join(", ") || "nothing"}` : shown(value);
}

function shown(text: Text): string {
  return quote(showText(text));
}

/** The certificate: what was proved of a platform, and of which documents, as data for programs and archives. */
import { basename } from "node:path";
import type { Request, Requester } from "../../iam";
import { isTextList, showText, type Text } from "../../iam/text";
import type { PlatformPlan, StackPlan } from "../../pipeline";
import { type AddressedPolicy, addressedPolicies, policyTemplates } from "../../resources/addressed-policy";
import type { Source } from "../../spec/read";
import { hashOf } from "../folder/marker";
import { openActions } from "./open-actions";

/** The version of the shape below; a reader that knows another one must not guess. */
export const certificateFormat = 2;

/** Where the certificate lies in an output folder. */
export const certificateName = "proof.json";

type JsonRecord = Readonly<Record<string, unknown>>;

/** What a certificate is made of. */
export interface Certified {
  readonly plan: PlatformPlan;
  readonly source: Source;
  /** The requests file, if there is one. */
  readonly requests?: Source;
  /** The stacks whose policies are listed. */
  readonly stacks: readonly StackPlan[];
}

/**
 * The certificate of a platform as a JSON value; its shape is in docs/proof.md. It speaks of the whole platform, whichever stacks are written. The
 * same platform file and version give the same certificate; there is no time in it.
 */
export function certificate({ plan, source, requests, stacks }: Certified, version: string): JsonRecord {
  const { proof, name } = plan;
  return {
    format: certificateFormat,
    rolewright: version,
    about: "the whole platform, whichever of its stacks were written; the IAM layer only, under the assumptions of docs/proof.md",
    platform: { name: plan.model.platform, ...hashedFile(source) },
    ...(requests === undefined ? {} : { requests: hashedFile(requests) }),
    stacks: plan.stacks.map(({ stack }) => stack.name),
    roles: proof.roles,
    theorems: proof.theorems.map(({ counterexamples, ...theorem }) => ({
      ...theorem,
      counterexamples: counterexamples.map(({ verdict, words, path, about, request }) => ({
        verdict,
        words,
        askedForBy: name([path]),
        ...about,
        ...(request === undefined ? {} : { request: plainRequest(request) }),
      })),
    })),
    expectations: plan.expectations.results.map(({ verdict, effect, actions, on, path, at, words, owners }) => {
      const asker = at?.file === source.file ? name([path]) : basename(at?.file ?? "");
      return { verdict, effect, actions, on, askedForBy: asker, words, owners };
    }),
    sharing: proof.sharing.map(({ resource, services }) => ({ resource, services })),
    sharedWith: proof.invitations.map((invitation) => ({
      service: invitation.service,
      with: invitation.with,
      askedForBy: name([invitation.path]),
    })),
    open: openActions(plan).map(({ action, roles, reasons }) => ({ action, roles, reasons })),
    acknowledged: proof.acknowledged.map(({ service, id, why, path }) => ({ service, id, why, askedForBy: name([path]) })),
    policies: stacks.flatMap(hashedPolicies),
  };
}

/** The certificate as text: a line for each element of a list, so that a change of one policy is a change of one line. */
export function printCertificate(value: JsonRecord): string {
  const entries = Object.entries(value).map(([key, entry]) => `  ${JSON.stringify(key)}: ${printEntry(entry)}`);
  return `{\n${entries.join(",\n")}\n}\n`;
}

function printEntry(entry: unknown): string {
  if (!Array.isArray(entry) || entry.length === 0) return asciiJson(entry);
  return `[\n${entry.map((element) => `    ${asciiJson(element)}`).join(",\n")}\n  ]`;
}

/** JSON in which every character that moves a cursor or hides is an escape. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function hashedPolicies({ stack, policies, resources }: StackPlan): readonly JsonRecord[] {
  const templates = policyTemplates(resources);
  return addressedPolicies(stack, policies).flatMap(({ owner, address = "", attribute }) => {
    const template = templates.get(address);
    return template === undefined ? [] : [{ stack: stack.name, address, attribute, ...ownerOf(owner), sha256: hashOf(template) }];
  });
}

function ownerOf(owner: AddressedPolicy["owner"]): JsonRecord {
  switch (owner.kind) {
    case "role":
      return { role: owner.entry.role.name };
    case "repository":
      return { repository: owner.entry.repository.name };
    case "bucket":
      return { bucket: owner.entry.bucket.name };
  }
}

function hashedFile({ file, text }: Source): JsonRecord {
  return { file: basename(file), sha256: hashOf(text) };
}

/** A request with its late values as `${name}`. */
function plainRequest({ principal, action, resource, resourceAccount, context = {} }: Request): JsonRecord {
  return {
    principal: plainRequester(principal),
    action,
    resource: showText(resource),
    ...(resourceAccount === undefined ? {} : { resourceAccount: showText(resourceAccount) }),
    context: Object.fromEntries(
      Object.entries(context).map(([key, value]) => [key, isTextList(value) ? value.map(showText) : showText(value)]),
    ),
  };
}

function plainRequester(requester: Requester): JsonRecord {
  const fields = Object.entries(requester as Readonly<Record<string, Text | undefined>>);
  return Object.fromEntries(fields.flatMap(([key, value]) => (value === undefined ? [] : [[key, showText(value)] as const])));
}

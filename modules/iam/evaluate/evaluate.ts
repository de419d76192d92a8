/** AWS's decision for one request. */
import { spells } from "./letters";
import { findingsOf, type Layer, type LayerFinding, type Policies, type StatementReference } from "./policies";
import { type PreparedRequest, prepareRequest } from "./prepared-request";
import type { Naming } from "./principal";
import type { Request } from "./request";
import type { RuleId } from "./rule";

/** The outcome; an explicit deny is one that no further Allow can change. */
export type DecisionOutcome = "allowed" | "explicitly-denied" | "implicitly-denied";

/**
 * A decision that explains itself: the rule that decided (`rules` has its sentence and AWS page), the layer it decided in, and the
 * statements it rests on: one Deny, or every Allow that was needed. `findings` is what each layer said.
 */
export interface Decision {
  readonly outcome: DecisionOutcome;
  readonly rule: RuleId;
  readonly layer?: Layer;
  readonly statements: readonly StatementReference[];
  readonly findings: readonly LayerFinding[];
}

interface Verdict {
  readonly outcome: DecisionOutcome;
  readonly rule: RuleId;
  readonly layer?: Layer;
  readonly statements?: readonly (StatementReference | undefined)[];
}

/**
 * Decides one request over all policies that bear on it, as AWS does
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html, across accounts
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html). Pure, never throws.
 * Not covered: KMS grants, S3 access control lists, VPC endpoint policies and access points.
 */
export function evaluate(request: Request, policies: Policies): Decision {
  const prepared = prepareRequest(request);
  const findings = findingsOf(policies, prepared);
  const { statements, ...verdict } = decide(prepared, findings);
  return { ...verdict, statements: (statements ?? []).filter((statement) => statement !== undefined), findings };
}

function decide(prepared: PreparedRequest, findings: readonly LayerFinding[]): Verdict {
  const { identity, sameAccount } = prepared;
  if (identity.kind !== "anonymous" && spells(prepared.action, "sts:getcalleridentity")) {
    return { outcome: "allowed", rule: "no-permission-needed" };
  }
  const denied = findings.find(({ deny }) => deny !== undefined);
  if (denied !== undefined) {
    return { outcome: "explicitly-denied", rule: "explicit-deny", layer: denied.layer, statements: [denied.deny] };
  }
  const organization = silentOrganization(findings);
  if (organization !== undefined) return organization;
  if (identity.account === undefined) return decideByResourceAlone(findings);
  return sameAccount ? decideInAccount(prepared, findings) : decideAcrossAccounts(prepared, findings);
}

function silent(rule: RuleId, layer: Layer): Verdict {
  return { outcome: "implicitly-denied", rule, layer };
}

function at(findings: readonly LayerFinding[], layer: Layer): LayerFinding | undefined {
  return findings.find((finding) => finding.layer === layer);
}

/** Every level of the organization must allow. */
function silentOrganization(findings: readonly LayerFinding[]): Verdict | undefined {
  const quiet = findings.filter(({ allow }) => allow === undefined).map(({ layer }) => layer);
  if (quiet.includes("resource-control")) return silent("no-resource-control-policy-allows", "resource-control");
  return quiet.includes("service-control") ? silent("no-service-control-policy-allows", "service-control") : undefined;
}

/** Services, users of identity providers and the public have no identity policies. */
function decideByResourceAlone(findings: readonly LayerFinding[]): Verdict {
  const resource = at(findings, "resource");
  if (resource?.allow === undefined) return silent("no-resource-policy-allows", "resource");
  return { outcome: "allowed", rule: "resource-policy-allows", layer: "resource", statements: [resource.allow] };
}

function decideInAccount(prepared: PreparedRequest, findings: readonly LayerFinding[]): Verdict {
  const resource = at(findings, "resource");
  const naming = resource?.naming;
  if (naming === "direct") {
    return { outcome: "allowed", rule: "resource-policy-allows", layer: "resource", statements: [resource?.allow] };
  }
  if (naming === undefined && prepared.resourceKind === "key") return silent("key-policy-is-silent", "resource");
  if (naming === undefined && prepared.resourceKind === "role") return silent("trust-policy-is-silent", "resource");
  if (naming === "parent") {
    return (
      limits(prepared, findings) ?? {
        outcome: "allowed",
        rule: "role-is-named",
        layer: "resource",
        statements: [resource?.allow],
      }
    );
  }
  return identitySide(prepared, findings, naming);
}

/** Both accounts decide for themselves, and both must allow. */
function decideAcrossAccounts(prepared: PreparedRequest, findings: readonly LayerFinding[]): Verdict {
  const resource = at(findings, "resource");
  if (resource?.allow === undefined) {
    const rules = { key: "key-policy-is-silent", role: "trust-policy-is-silent", other: "resource-account-is-silent" } as const;
    return silent(rules[prepared.resourceKind], "resource");
  }
  const verdict = identitySide(prepared, findings, "account");
  if (verdict.outcome !== "allowed") return verdict;
  return { outcome: "allowed", rule: "both-accounts-allow", statements: [at(findings, "identity")?.allow, resource.allow] };
}

/** Identity policies, then what limits them. An account named by a key or trust policy is a statement that was needed, too. */
function identitySide(prepared: PreparedRequest, findings: readonly LayerFinding[], naming: Naming | undefined): Verdict {
  if (prepared.identity.kind === "root") return { outcome: "allowed", rule: "root-user" };
  const allow = at(findings, "identity")?.allow;
  if (allow === undefined) return silent("no-identity-policy-allows", "identity");
  const needed = naming !== undefined && prepared.resourceKind !== "other" ? at(findings, "resource")?.allow : undefined;
  const statements = [allow, needed];
  return limits(prepared, findings) ?? { outcome: "allowed", rule: "identity-policy-allows", layer: "identity", statements };
}

/** Permissions boundary and session policies: each that exists must allow. */
function limits(prepared: PreparedRequest, findings: readonly LayerFinding[]): Verdict | undefined {
  const boundary = at(findings, "boundary");
  if (boundary !== undefined && boundary.allow === undefined) return silent("boundary-is-silent", "boundary");
  const session = at(findings, "session");
  if (session !== undefined && session.allow === undefined) return silent("session-policy-is-silent", "session");
  if (session === undefined && prepared.identity.kind === "federated-user") {
    return silent("federated-user-without-session-policy", "session");
  }
  return undefined;
}

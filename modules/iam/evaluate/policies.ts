/** The policies that bear on a request, and what each layer of them says to it. */

import type { PolicyDocument, PolicyStatement } from "./document";
import { type PreparedRequest, prepareRequest } from "./prepared-request";
import { closer, isReachedByDeny, type Naming, reachOfAllow } from "./principal";
import type { Request } from "./request";
import { applies } from "./statement";

/** The kinds of policies that take part in a decision, by where they are attached. */
export type Layer = "identity" | "resource" | "boundary" | "session" | "service-control" | "resource-control";

/**
 * All policies that apply to the principal and to the resource. A layer that is left out does not exist (no boundary is set, the
 * account is in no organization); an empty one exists and allows nothing. Organizations policies come by level (root, each
 * unit, account): every level must allow. Leave them out for the management account, which they do not bind.
 */
export interface Policies {
  readonly identity?: readonly PolicyDocument[];
  /** The policy on the resource: bucket policy, key policy, trust policy, repository policy. */
  readonly resource?: PolicyDocument;
  readonly boundary?: PolicyDocument;
  readonly session?: readonly PolicyDocument[];
  readonly serviceControl?: readonly (readonly PolicyDocument[])[];
  readonly resourceControl?: readonly (readonly PolicyDocument[])[];
}

/** Where a statement is: its layer, the level for Organizations policies, its document, its place, its Sid. All count from 0. */
export interface StatementReference {
  readonly layer: Layer;
  readonly level?: number;
  readonly document: number;
  readonly statement: number;
  readonly sid?: string;
}

/** What one layer (or one level of it) says: a Deny that applies, an Allow that applies, or neither. */
export interface LayerFinding {
  readonly layer: Layer;
  readonly level?: number;
  readonly deny?: StatementReference;
  readonly allow?: StatementReference;
  /** For resource policies: how the Allow statements name the principal. */
  readonly naming?: Naming;
}

interface PolicyLayer {
  readonly layer: Layer;
  readonly level?: number;
}

/** What every layer says that binds this principal, in a fixed order. Layers that are absent or do not bind it are left out. */
export function findingsOf(policies: Policies, prepared: PreparedRequest): readonly LayerFinding[] {
  const { kind, serviceLinked } = prepared.identity;
  const isIdentity = kind === "role" || kind === "user" || kind === "federated-user";
  const inAccount = isIdentity || kind === "root";
  const hasBoundary = isIdentity && policies.boundary !== undefined;
  const find = (documents: readonly PolicyDocument[], place: PolicyLayer): LayerFinding =>
    findingOf(documents, place, prepared, hasBoundary);
  const levels = (layer: Layer, all: Policies["serviceControl"]): readonly LayerFinding[] =>
    serviceLinked ? [] : (all ?? []).map((documents, level) => find(documents, { layer, level }));
  const only = (layer: Layer, documents: readonly PolicyDocument[] | undefined): readonly LayerFinding[] =>
    documents === undefined ? [] : [find(documents, { layer })];
  return [
    ...levels("resource-control", policies.resourceControl),
    ...(inAccount ? levels("service-control", policies.serviceControl) : []),
    ...only("resource", policies.resource && [policies.resource]),
    ...(isIdentity ? only("identity", policies.identity) : []),
    ...(isIdentity ? only("boundary", policies.boundary && [policies.boundary]) : []),
    ...(isIdentity ? only("session", policies.session) : []),
  ];
}

/**
 * What one document says to a request, all by itself: the evaluator's own answer, without layers and accounts. In a document that
 * names principals, `naming` tells how directly it allows.
 */
export function saysAlone(document: PolicyDocument, request: Request): LayerFinding {
  const named = document.statements.some(({ principals }) => principals !== undefined);
  return findingOf([document], { layer: named ? "resource" : "identity" }, prepareRequest(request), false);
}

function findingOf(
  documents: readonly PolicyDocument[],
  place: PolicyLayer,
  prepared: PreparedRequest,
  hasBoundary: boolean,
): LayerFinding {
  const applying = documents.flatMap(({ statements }, document) =>
    statements
      .filter((statement) => applies(statement, prepared))
      .map((statement) => ({ statement, reference: referenceTo(place, document, statement) })),
  );
  const deny = applying.find(({ statement }) => statement.effect === "Deny" && isDenied(statement, prepared, hasBoundary));
  const reaches = applying.map(({ statement }) => (statement.effect === "Allow" ? reachOf(statement, prepared) : undefined));
  const best = reaches.reduce(closer, undefined);
  const allow = best === undefined ? undefined : applying[reaches.indexOf(best)];
  return {
    ...place,
    ...(deny === undefined ? {} : { deny: deny.reference }),
    ...(allow === undefined ? {} : { allow: allow.reference }),
    ...(best === undefined || place.layer !== "resource" ? {} : { naming: best }),
  };
}

/** Statements without `Principal` speak of whoever the policy is attached to. */
function reachOf({ principals }: PolicyStatement, { identity }: PreparedRequest): Naming | undefined {
  return principals === undefined ? "direct" : reachOfAllow(principals, identity);
}

function isDenied({ principals }: PolicyStatement, { identity }: PreparedRequest, hasBoundary: boolean): boolean {
  return principals === undefined || isReachedByDeny(principals, identity, hasBoundary);
}

function referenceTo(place: PolicyLayer, document: number, { index, sid }: PolicyStatement): StatementReference {
  return { ...place, document, statement: index, ...(sid === undefined ? {} : { sid }) };
}

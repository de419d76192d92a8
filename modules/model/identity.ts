/** Who and where: accounts and regions, roles. */

import type { Text } from "../iam/text";
import type { Path } from "../problem";

/** The account and region of something, and their partition. All literal in a platform file; a construct may be given tokens. */
export interface AccountRegion {
  readonly account: Text;
  readonly region: Text;
  readonly partition: Text;
}

/** An account and region known before Terraform runs, as everything in a platform file has it. */
export interface LiteralAccountRegion extends AccountRegion {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

/** Tags by their keys. A construct may be given tokens as values. */
export type Tags = Readonly<Record<string, Text>>;

/** What an account demands of every role in it. */
export interface Account {
  readonly name: string;
  readonly id: Text;
  readonly rolePath: string;
  readonly permissionsBoundary?: Text;
  readonly policies: "inline" | "managed";
  readonly tags: Tags;
  /** The role that Terraform's provider assumes in this account. */
  readonly assumeRole?: string;
}

/** A role, whoever writes it. The ARN is known before the role exists. */
export interface Role {
  readonly name: string;
  readonly rolePath: string;
  readonly arn: Text;
  /** An existing role is referred to and never written. */
  readonly existing: boolean;
  /** It exists and is managed from now on: Terraform imports it by its name. */
  readonly adopt?: true;
  readonly permissionsBoundary?: Text;
  readonly policies: "inline" | "managed";
  readonly tags: Tags;
  readonly path: Path;
}

/** An execution role and how many use it. */
export interface ExecutionRoleModel {
  readonly role: Role;
  /** Names of the services that share it; one unless sharing was declared. */
  readonly services: readonly string[];
  /** `aws:SourceAccount` and `aws:SourceArn` in the trust policy. */
  readonly sourceConditions: boolean;
  /** The name under which services declared to share it. */
  readonly shared?: string;
}

/** The certificate of an output folder against the policy documents in its Terraform. */
import { join } from "node:path";
import { isObject } from "../../collections";
import type { Late } from "../../iam/text";
import { type Problem, quote } from "../../problem";
import { documentTemplate } from "../../resources/document-template";
import type { TerraformResource } from "../../review/terraform/resource";
import { hashOf, type Marker } from "../folder/marker";
import type { FileSystem } from "../io";
import { certificateFormat, certificateName } from "../proof/certificate";
import { found, shownPath, undecided } from "./finding";
import { jsonIn, type StackVerification } from "./stack";

/** What the certificate says, and whether it speaks of the documents that are there. */
export interface ProofVerification {
  /** Documents of the stacks that are here, by the certificate. */
  readonly policies: number;
  /** Theorems and expectations by their verdict, as the certificate says it. */
  readonly said: Readonly<Record<string, number>>;
  /** Stacks that it speaks of and the folder does not have. */
  readonly elsewhere: readonly string[];
  readonly problems: readonly Problem[];
}

interface Folder {
  readonly path: string;
  readonly shown: string;
  readonly marker: Marker;
}

/** Compares the hash of every policy document that Terraform has with the one in the certificate. Codes: `proof-differs`, `not-verified`. */
export function verifyProof(files: FileSystem, folder: Folder, stacks: readonly StackVerification[]): ProofVerification {
  const file = shownPath(folder.shown, certificateName);
  const value = jsonIn(files, join(folder.path, certificateName));
  if (!isObject(value) || value.format !== certificateFormat) {
    const message = `${quote(file)} is no certificate of a format that this version of rolewright knows`;
    return { policies: 0, said: {}, elsewhere: [], problems: [differs(file, message)] };
  }
  const here = stacks.map(({ stack }) => stack);
  const hashes = hashesIn(value, here);
  const platform = isObject(value.platform) ? value.platform.name : undefined;
  const named = namesIn(value.stacks);
  const verdicts = [...elements(value.theorems), ...elements(value.expectations)].map(({ verdict }) => String(verdict));
  const said = Object.fromEntries([...new Set(verdicts)].map((one) => [one, verdicts.filter((other) => other === one).length]));
  return {
    policies: hashes.size,
    said,
    elsewhere: named.filter((stack) => !here.includes(stack)),
    problems: [
      ...(platform === folder.marker.platform ? [] : [differs(file, `${quote(file)} is the certificate of another platform`)]),
      ...here
        .filter((stack) => !named.includes(stack))
        .map((stack) => undecided(file, `${quote(file)} does not speak of stack ${quote(stack)}`)),
      ...stacks.filter(({ stack }) => named.includes(stack)).flatMap((stack) => documentProblems(file, stack, hashes)),
      ...verdictProblems(file, said),
    ],
  };
}

type Hashes = ReadonlyMap<string, string>;

const keyOf = (stack: string, address: string, attribute: string): string => JSON.stringify([stack, address, attribute]);

function hashesIn({ policies }: Readonly<Record<string, unknown>>, stacks: readonly string[]): Hashes {
  const entries = elements(policies).filter(({ stack }) => stacks.includes(String(stack)));
  return new Map(
    entries.map(({ stack, address, attribute, sha256 }) => [
      keyOf(String(stack), String(address), String(attribute)),
      String(sha256),
    ]),
  );
}

/** Each document that the certificate lists is there, and each that is there is listed. */
function documentProblems(file: string, { stack, resources }: StackVerification, hashes: Hashes): readonly Problem[] {
  const about = (key: string, how: string): Problem => {
    const [, address, attribute] = JSON.parse(key) as [string, string, string];
    return differs(file, `${quote(`${attribute} of ${address}`)} of stack ${quote(stack)} ${how}`);
  };
  return resources.flatMap((form) => {
    if (form.size === 0) return [];
    const documents = new Map([...form.values()].flatMap((resource) => documentsOf(resource, stack)));
    const listed = [...hashes].filter(([key]) => (JSON.parse(key) as string[])[0] === stack);
    return [
      ...listed
        .filter(([key, hash]) => documents.get(key) !== hash)
        .map(([key]) =>
          about(key, documents.has(key) ? "is another document than the one in the certificate" : "is not in its Terraform"),
        ),
      ...[...documents.keys()].filter((key) => !hashes.has(key)).map((key) => about(key, "is not in the certificate")),
    ];
  });
}

/** The policy documents of a resource, each with its hash; what is no document that a certificate could list has none that agrees. */
function documentsOf(
  { address, type, values }: TerraformResource,
  stack: string,
): readonly (readonly [key: string, hash: string])[] {
  if (!/^aws_(?:iam_(?:role|role_policy|policy)|ecr_repository_policy|s3_bucket_policy)$/.test(type)) return [];
  return ["assume_role_policy", "policy"].flatMap((attribute) => {
    const value = values[attribute];
    if (value === undefined) return [];
    const template =
      isObject(value) && value.policy === "document"
        ? documentTemplate(value.document, (value.onlyWith ?? {}) as Readonly<Record<string, Late>>)
        : undefined;
    return [[keyOf(stack, address, attribute), template === undefined ? "" : hashOf(template)] as const];
  });
}

function verdictProblems(file: string, said: Readonly<Record<string, number>>): readonly Problem[] {
  const { proved: _proved, unknown = 0, ...others } = said;
  return [
    ...(unknown === 0
      ? []
      : [undecided(file, `${quote(file)} says of ${unknown} theorems or expectations that they were not decided`)]),
    ...Object.keys(others).map((verdict) => differs(file, `${quote(file)} says ${quote(verdict)}, and nothing is written then`)),
  ];
}

function differs(file: string, message: string): Problem {
  return found(
    "proof-differs",
    file,
    message,
    "generate again; the proof is about the documents that it lists, and about no others",
  );
}

function elements(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function namesIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
}

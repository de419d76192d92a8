/**
 * Image references, read as Docker reads them (https://pkg.go.dev/github.com/distribution/reference) and, for Amazon ECR hosts, as ECR
 * names its registries (https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html).
 */

import { dnsSuffix, dualStackSuffix, type Partition, partitionOf } from "../iam/partition";
import { type Text, text } from "../iam/text";
import { error, type Path, type Problem, quote } from "../problem";

interface Reference {
  /** The reference as written: what goes into the task definition. */
  readonly uri: string;
  /** The path in its registry, without tag and digest. */
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest?: string;
}

/** An image in a private ECR registry; account, region and partition come from its host. */
interface EcrImage extends Reference {
  readonly kind: "ecr";
  readonly host: string;
  readonly account: string;
  readonly region: string;
  readonly partition: Partition;
  readonly fips: boolean;
  readonly dualStack: boolean;
}

/** An image in the ECR public gallery; its repository starts with the registry alias. */
interface EcrPublicImage extends Reference {
  readonly kind: "ecr-public";
  readonly host: string;
}

/** An image in another registry; `host` may have a port. Docker Hub is `docker.io`. */
interface RegistryImage extends Reference {
  readonly kind: "registry";
  readonly host: string;
}

/** A reference without a host: a declared repository, or else Docker Hub; the model decides. */
interface NamedImage extends Reference {
  readonly kind: "name";
}

/** An image reference. */
export type Image = EcrImage | EcrPublicImage | RegistryImage | NamedImage;

/** The parts of an image reference, or `undefined` when no registry accepts it; `imageProblem` says why. */
export function parseImage(text: string): Image | undefined {
  const image = read(text);
  return "why" in image ? undefined : image;
}

/** `invalid-image` with what is wrong and its cure, or `undefined` when `parseImage` accepts the text. */
export function imageProblem(text: string, path: Path): Problem | undefined {
  const image = read(text);
  return "why" in image ? error("invalid-image", path, `${quote(text)} ${image.why}`, image.help) : undefined;
}

/** The host of a private registry: `111122223333.dkr.ecr.us-east-1.amazonaws.com`. */
export function ecrHost(account: string, region: string, partition: Partition): string;
export function ecrHost(account: Text, region: Text, partition: Partition): Text;
export function ecrHost(account: Text, region: Text, partition: Partition): Text {
  return text`${account}.dkr.ecr.${region}.${dnsSuffix(partition)}`;
}

interface Refusal {
  readonly why: string;
  readonly help: string;
}

const shape = "write `repository:tag`, `host/repository:tag` or `host/repository@sha256:<64 hexadecimal digits>`";

function read(text: string): Image | Refusal {
  if (text === "") return { why: "is no image", help: shape };
  // Host 253, repository 255, tag 128, digest 71, and the signs between them.
  if (text.length > 720) return { why: "is longer than an image reference can be", help: shape };
  if (/[^!-~]/.test(text)) return { why: "has a character that image references cannot have", help: shape };
  if (/^[a-z]+:\/\//i.test(text)) return { why: "starts with a scheme", help: "leave out `https://`" };
  const suffix = /^(.*?)(?::([^:@/]*))?(?:@(.*))?$/.exec(text);
  const [, name = "", tag, digest] = suffix ?? [];
  const wrong = tagRefusal(tag) ?? digestRefusal(digest);
  if (wrong !== undefined) return wrong;
  const { host, repository } = splitHost(name);
  const refused = repositoryRefusal(repository);
  if (refused !== undefined) return refused;
  const reference = { uri: text, repository, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
  return host === undefined ? { kind: "name", ...reference } : atHost(host, reference);
}

function tagRefusal(tag: string | undefined): Refusal | undefined {
  if (tag === undefined || /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(tag)) return undefined;
  if (tag === "") return { why: "has an empty tag", help: "write the tag after the colon, or leave the colon out" };
  return {
    why: `has the invalid tag ${quote(tag)}`,
    help: "a tag has at most 128 letters, digits, `_`, `.` and `-`, and starts with none of the last two",
  };
}

function digestRefusal(digest: string | undefined): Refusal | undefined {
  if (digest === undefined || /^sha256:[a-f0-9]{64}$/.test(digest)) return undefined;
  return { why: "has an invalid digest", help: "a digest is `sha256:` and 64 lower-case hexadecimal digits" };
}

/** The first component is a host when it has a dot or a colon, or is `localhost`; Docker's rule without its exception for capitals. */
function splitHost(name: string): { readonly host?: string; readonly repository: string } {
  const slash = name.indexOf("/");
  const first = name.slice(0, Math.max(slash, 0));
  const isHost = /[.:]/.test(first) || first === "localhost";
  return isHost ? { host: first, repository: name.slice(slash + 1) } : { repository: name };
}

function repositoryRefusal(repository: string): Refusal | undefined {
  if (/[A-Z]/.test(repository))
    return { why: "has capitals in the repository", help: `write ${quote(repository.toLowerCase())}` };
  const component = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
  if (repository.length > 255) return { why: "has a repository of more than 255 characters", help: shape };
  if (!new RegExp(`^${component}(?:/${component})*$`).test(repository)) {
    const help = "a repository has lower-case letters and digits, with single `.`, `_`, `-` or `/` between them";
    return { why: "has an invalid repository", help };
  }
  // Docker takes such a name for an image id.
  if (/^[a-f0-9]{64}$/.test(repository)) return { why: "is an image id, not a reference", help: shape };
  return undefined;
}

function atHost(host: string, reference: Reference): Image | Refusal {
  if (host === "public.ecr.aws" || host === "ecr-public.aws.com") {
    if (reference.repository.includes("/")) return { kind: "ecr-public", host, ...reference };
    return { why: "has no registry alias", help: `write ${quote(`${host}/<alias>/${reference.repository}`)}` };
  }
  if (/(^|\.)dkr[.-]ecr/i.test(host)) return atEcr(host, reference);
  const label = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
  if (!new RegExp(`^(?:${label}(?:\\.${label})*|\\[[A-Fa-f0-9:]+\\])(?::[0-9]+)?$`).test(host)) {
    return { why: `has the invalid host ${quote(host)}`, help: "a host is a domain name, with a port where needed" };
  }
  return { kind: "registry", host: host === "index.docker.io" ? "docker.io" : host, ...reference };
}

function atEcr(host: string, reference: Reference): Image | Refusal {
  const parsed = parseEcrHost(host);
  if (parsed === undefined) {
    const help =
      "an ECR host is `<account>.dkr.ecr.<region>.<suffix of its partition>`, such as `111122223333.dkr.ecr.us-east-1.amazonaws.com`";
    return { why: `has a host that is no ECR registry: ${quote(host)}`, help };
  }
  const { repository } = reference;
  if (repository.length < 2 || /__|--/.test(repository)) {
    const help = "an ECR repository has at least two characters and no double hyphen or underscore";
    return { why: "has a repository name that ECR refuses", help };
  }
  return { kind: "ecr", host, ...parsed, ...reference };
}

function parseEcrHost(host: string): Pick<EcrImage, "account" | "region" | "partition" | "fips" | "dualStack"> | undefined {
  const [, account, separator, fips, region, suffix] =
    /^([0-9]{12})\.dkr([.-])ecr(-fips)?\.([a-z0-9-]+)\.([a-z0-9.-]+)$/.exec(host) ?? [];
  if (account === undefined || region === undefined) return undefined;
  const partition = partitionOf(region);
  const dualStack = separator === "-";
  if (partition === undefined || suffix !== (dualStack ? dualStackSuffix(partition) : dnsSuffix(partition))) return undefined;
  return { account, region, partition, fips: fips !== undefined, dualStack };
}

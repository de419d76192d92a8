/** Credentials and secrets in plain sight, and variables that ECS sets itself. */
import { error, type Path, quote, type Report, warning } from "../../problem";
import type { ContainerSpec, Spec } from "../../spec/schema";

/**
 * Long-lived keys in a container win over the task role, so they are refused, also as secrets. Problem codes: `static-credentials`,
 * `reserved-environment`, `plain-secret` (a warning), `invalid-name`.
 */
export function checkEnvironment(spec: Spec, report: Report): void {
  for (const [service, { containers }] of Object.entries(spec.services)) {
    for (const [name, container] of Object.entries(containers))
      checkContainer(container, ["services", service, "containers", name], report);
  }
}

// The SDKs look at these before they ask for the task role: https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
const credentialNames = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"];

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html and task-metadata-endpoint.html
const reservedNames = [
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
  "ECS_CONTAINER_METADATA_URI",
  "ECS_CONTAINER_METADATA_URI_V4",
  "ECS_AGENT_URI",
];

/** The same for one container. */
export function checkContainer(container: ContainerSpec, path: Path, report: Report): void {
  for (const section of ["environment", "secrets"] as const) {
    for (const name of Object.keys(container[section])) checkName(name, [...path, section, name], report);
  }
  for (const [name, value] of Object.entries(container.environment)) {
    if (typeof value === "string") checkValue(name, value, [...path, "environment", name], report);
  }
}

const useAccess = "the task role gives the application its credentials: say what it may do in `access`, and leave this out";

function checkName(name: string, path: Path, report: Report): void {
  if (credentialNames.includes(name.toUpperCase())) {
    report(error("static-credentials", path, `${quote(name)} puts long-lived credentials before the task role`, useAccess));
  } else if (reservedNames.includes(name.toUpperCase())) {
    report(
      error(
        "reserved-environment",
        path,
        `${quote(name)} is set by ECS itself`,
        "leave it out: the agent sets it in every container that has a task role",
      ),
    );
  } else if (!/^[^=\p{Cc}]+$/u.test(name)) {
    report(
      error(
        "invalid-name",
        path,
        `${quote(name)} is not the name of an environment variable`,
        "use no `=` and no control characters",
      ),
    );
  }
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
const accessKeyId = /(?<![A-Z0-9])A[KS]IA[A-Z2-7]{16}(?![A-Z0-9])/;

// Prefixes that their issuers publish so that leaks can be found, private keys, signed tokens, and passwords inside URLs.
const secretShapes: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\bgh[pousr]_[A-Za-z0-9]{36}/,
  /\bgithub_pat_[A-Za-z0-9_]{22,}/,
  /\bglpat-[A-Za-z0-9_-]{20}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  /\b[rs]k_live_[A-Za-z0-9]{16,}/,
  /\bAIza[A-Za-z0-9_-]{35}/,
  /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/,
  /^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i,
];

const secretName = /(?:^|_)(?:PASS(?:WORD|WD|PHRASE)?|PWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIALS?)$/i;

// What such names hold in earnest without being the secret itself: a place to find it, a switch, a number.
const harmless = /^(?:|true|false|\d{1,5}|\/.*|arn:.*|https?:\/\/[^@]*|[^\s]+\.[a-z]{2,}(?::\d+)?)$/i;

function checkValue(name: string, value: string, path: Path, report: Report): void {
  if (accessKeyId.test(value)) {
    report(error("static-credentials", path, `${quote(name)} holds an AWS access key id`, useAccess));
  } else if (secretShapes.some((shape) => shape.test(value)) || (secretName.test(name) && !harmless.test(value))) {
    const help =
      "move it to `secrets`, from Secrets Manager or SSM: whoever may describe the task definition reads `environment`";
    report(warning("plain-secret", path, `${quote(name)} looks like a secret in plain text`, help));
  }
}

/** Problem codes: secrets in plain sight. */
import type { ProblemDescriptions } from "../description";

/** Secrets in plain sight. */
export const secretsCodes = {
  "static-credentials": {
    summary: "long-lived credentials in the environment of a container",
    meaning:
      "`AWS_ACCESS_KEY_ID` and its kin in a container, or a value that is an access key id. The SDKs take them before the task role, and they never expire.",
    cure: "say what the service may do in `access`.",
  },
  "reserved-environment": {
    summary: "an environment variable that ECS sets itself",
    meaning: "A variable that ECS sets itself (`AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`, ...).",
    cure: "leave it out.",
  },
  "plain-secret": {
    summary: "an environment value that looks like a secret",
    meaning: "An environment value that looks like a secret: whoever may describe the task definition reads it.",
    cure: "move it to `secrets`.",
    warning: true,
  },
} as const satisfies ProblemDescriptions;

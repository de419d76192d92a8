/** Variables of the agent that stay as they are, in `agent` and in user data alike. */

/** A variable that nobody may set, and which values leave it as it is. */
interface ClosedVariable {
  readonly why: string;
  /** Values that change nothing. */
  readonly harmless: (value: string) => boolean;
}

// Go's strconv.ParseBool: what is no boolean counts as not set.
const isNotOn = (value: string): boolean => !["1", "t", "T", "TRUE", "true", "True"].includes(value);
const login = "a registry login belongs in a secret: name it in `repositoryCredentials` of the container";
const isEmpty = (value: string): boolean => value === "";

/** Endpoints of AWS, by the suffixes of its partitions. */
const endpoint =
  /^(https:\/\/)?([a-z0-9-]+\.)+(amazonaws\.com(\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)(:443)?\/?$/i;

/** Whether a host is an endpoint of AWS: the agent takes its tasks, and their credentials, from there. */
function isAwsEndpoint(host: string): boolean {
  return endpoint.test(host);
}

/**
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-introspection.html
 */
export const closedVariables: Readonly<Record<string, ClosedVariable>> = {
  ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS: {
    why: "the agent's introspection port stays closed to containers and other hosts",
    harmless: isNotOn,
  },
  ECS_SKIP_LOCALHOST_TRAFFIC_FILTER: { why: "the agent's filter of traffic to localhost stays on", harmless: isNotOn },
  ECS_ENGINE_AUTH_TYPE: { why: login, harmless: isEmpty },
  ECS_ENGINE_AUTH_DATA: { why: login, harmless: isEmpty },
  ECS_BACKEND_HOST: {
    why: "the agent takes its tasks and their credentials from an endpoint of AWS",
    harmless: (value) => value === "" || isAwsEndpoint(value),
  },
};

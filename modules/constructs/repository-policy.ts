/** The policy of an ECR repository: the image account's half of a pull from another account. */
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { accountProblem, arnProblem, parseArn } from "../iam/arn";
import { type Text, text } from "../iam/text";
import type { Puller, Repository, RoleStack } from "../model/model";
import type { RepositoryWithPolicy } from "../policy/policy-set";
import { repositoryPolicy } from "../policy/repository-policy";
import { error, hasErrors, type Path } from "../problem";
import { citePaths } from "../resources/reason";
import { repositoryPolicyResource } from "../resources/repository";
import type { Resource } from "../resources/resource";
import { platformFile } from "../spec/schema";
import { type AccountProps, accountPropShapes, here } from "./account-props";
import { addToApp, appPart } from "./proof";
import { type PropsReader, parsed, readProps, refuse, settle } from "./props";
import { waitables } from "./references";
import { flag, listOf, optional, type PropShapes, required, text as textShape, thing } from "./shape";
import { wire } from "./wiring";

/** An execution role that pulls. */
export interface RepositoryPuller {
  /** ARN of the role; it need not exist yet (`knownArn` of an `ExecutionRole`). */
  readonly roleArn: string;
  /** The role's account. Default: that of a literal ARN; required where the ARN is a token. */
  readonly account?: string;
  /** Name of the service that pulls, for readers of the policy. Default: the name of a literal ARN's role. */
  readonly service?: string;
}

const onePuller = 'pass `{ roleArn: "..." }`';

const pullerShape = thing("a role that pulls", onePuller, {
  roleArn: required(textShape, onePuller),
  account: optional(textShape),
  service: optional(textShape),
} satisfies PropShapes<RepositoryPuller>);

/** Who may pull from a repository. */
export interface RepositoryPolicyProps extends AccountProps {
  /** Name of the repository. */
  readonly repository: string;
  /** Execution roles of other accounts. Default: none. */
  readonly pullers?: readonly RepositoryPuller[];
  /** Whole accounts. Default: none. */
  readonly accounts?: readonly string[];
  /** Every principal of `organization`. Default: false. */
  readonly wholeOrganization?: boolean;
  /** What else the policy waits for. Default: nothing. */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** The form of all props. */
const repositoryPolicyPropShapes: PropShapes<RepositoryPolicyProps> = {
  ...accountPropShapes,
  repository: required(textShape, "pass the name of the repository"),
  pullers: optional(listOf(pullerShape)),
  accounts: optional(listOf(textShape)),
  wholeOrganization: optional(flag),
  dependsOn: optional(waitables),
};

/**
 * A repository policy with pull actions only. The accounts of the roles are its principals, and `aws:PrincipalArn` narrows them to exactly these
 * roles. Nothing is written when nobody of another account pulls. Throws `ProblemsError`.
 */
export class RepositoryPolicy extends Construct {
  /** Whether there is a policy: somebody of another account pulls. */
  readonly written: boolean;

  constructor(scope: Construct, id: string, props: RepositoryPolicyProps) {
    super(scope, id);
    const reader = readProps(this, props, repositoryPolicyPropShapes);
    const repository = repositoryOf(reader, props);
    const policy = hasErrors(reader.problems) ? undefined : repositoryPolicy(repository, reader.report);
    if (parsed(reader, platformFile, {}) === undefined) refuse(reader, []);
    settle(reader, []);
    const policies = { roles: [], repositories: policy === undefined ? [] : [{ repository, policy }], buckets: [] };
    const part = appPart(reader, { stack: stackOf(reader, repository), policies }, []);
    const resources = policy === undefined ? [] : [this.policyResource(reader, props.repository, { repository, policy })];
    addToApp(this, () => ({ part, resources }));
    this.written = policy !== undefined;
    wire(this, "repository", resources, { aws_ecr_repository_policy: props.dependsOn ?? [] });
  }

  private policyResource({ book }: PropsReader, name: string, written: RepositoryWithPolicy): Resource {
    const cite = (paths: readonly Path[]) => paths.map((path) => `${this.node.path} ${citePaths([path])}`.trim()).join(", ");
    const resource = repositoryPolicyResource(written, "repository", cite);
    return { ...resource, config: { ...resource.config, repository: book.text(name, "name", ["repository"]) } };
  }
}

/** As much of a stack as the proof of pulls reads. */
function stackOf({ place: { place, declared } }: PropsReader, repository: Repository): RoleStack {
  const none = { services: [], executionRoles: [], clusters: [], logGroups: [], buckets: [] };
  return { name: here, account: declared.account, place, repositories: [repository], ...none };
}

function repositoryOf(reader: PropsReader, props: RepositoryPolicyProps): Repository {
  const { place, declared } = reader.place;
  const { organization, wholeOrganization = false } = props;
  const name = reader.book.text(props.repository, "name", ["repository"]);
  if (wholeOrganization && organization === undefined) {
    const help = 'add `organization: "o-..."`';
    reader.report(error("missing-key", ["wholeOrganization"], "the props name no organization", help));
  }
  return {
    key: "repository",
    name: typeof name === "string" ? name : "repository",
    arn: text`arn:${place.partition}:ecr:${place.region}:${place.account}:repository/${name}`,
    path: [],
    place,
    existing: true,
    immutableTags: true,
    scanOnPush: true,
    expireUntaggedDays: 14,
    pullers: (props.pullers ?? []).flatMap((puller, index) => pullerOf(reader, puller, ["pullers", index]) ?? []),
    accounts: (props.accounts ?? []).map((account, index) => accountOf(reader, account, ["accounts", index])),
    pullThroughCache: false,
    createRepositories: false,
    tags: declared.account.tags,
    ...(wholeOrganization && organization !== undefined ? { organization } : {}),
  };
}

function pullerOf(reader: PropsReader, { roleArn, account, service }: RepositoryPuller, path: Path): Puller | undefined {
  const arn = reader.book.text(roleArn, "arn", [...path, "roleArn"]);
  const problem =
    typeof arn === "string"
      ? arnProblem(arn, { service: "iam", resource: /^role\/./, wildcards: "none" }, [...path, "roleArn"])
      : undefined;
  if (problem !== undefined) {
    reader.report(problem);
    return undefined;
  }
  const owner = account ?? (typeof arn === "string" ? parseArn(arn)?.account : undefined);
  if (owner === undefined) {
    const help = "add `account`, the account of the role: it is the principal of the statement";
    reader.report(error("missing-key", path, "the account of a role that only Terraform knows is not given", help));
    return undefined;
  }
  const role = typeof arn === "string" ? arn.replace(/^.*\//, "") : citePaths([path]);
  return { service: service ?? role, account: accountOf(reader, owner, [...path, "account"]), roleArn: arn, path };
}

function accountOf(reader: PropsReader, account: string, path: Path): Text {
  const known = reader.book.text(account, "account-id", path);
  const problem = typeof known === "string" ? accountProblem(known, path) : undefined;
  if (problem !== undefined) reader.report(problem);
  return known;
}

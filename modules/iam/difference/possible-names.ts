/** Resources that can exist: what a counterexample speaks of should not have a name that AWS gives to nothing. */
import { parseArn } from "../arn";
import type { Request } from "../evaluate";
import type { Text } from "../text";

/** What the resource segment of a service looks like, where AWS says so for every resource that a platform file can name. */
const forms: Readonly<Record<string, RegExp>> = {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html and object-keys.html
  s3: /^(?:accesspoint\/[a-z0-9-]+(?:\/object\/.+)?|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?:\/.{1,1024})?)$/s,
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_iam-permissions.html
  secretsmanager: /^secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}$/,
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
  ssm: /^(?:parameter(?:\/[A-Za-z0-9_.-]+)+|(?!parameter).+[^/:])$/s,
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
  logs: /^(?:log-group:[A-Za-z0-9_./#-]{1,512}(?::\*|:log-stream:[^:*]{1,512})?|(?!log-group:).+[^/:])$/s,
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
  dynamodb: /^(?:table\/[A-Za-z0-9_.-]{3,255}(?:\/.+)?|(?!table\/).+[^/:])$/s,
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html
  sqs: /^[A-Za-z0-9_-]{1,80}(?:\.fifo)?$/,
  // https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
  sns: /^[A-Za-z0-9_-]{1,256}(?:\.fifo)?(?::[a-f0-9-]+)?$/,
};

/** Of every other resource it is known only that its name is not empty, and of which letters names are made. */
const anyForm = /^[\w+=,.@/:#$*-]*[\w+=,.@#$*-]$/;

/** Whether a resource of this ARN can exist, as far as its name tells. `*` can be asked for, and of late values nobody knows. */
export function canExist(resource: Text): boolean {
  if (typeof resource !== "string" || resource === "*") return true;
  const arn = parseArn(resource);
  if (arn === undefined) return false;
  return (Object.hasOwn(forms, arn.service) ? (forms[arn.service] ?? anyForm) : anyForm).test(arn.resource);
}

const endings = ["", "example", "-AbCdEf", "example-AbCdEf", "log-stream:example", ":log-stream:example", "log-stream/example"];

/** The request on a resource that can exist, if one much like it is shown by `isShown` as well; otherwise the request itself. */
export function onPossibleName(request: Request, isShown: (request: Request) => boolean): Request {
  const all = possibleNames(request.resource).map((resource) => ({ ...request, resource }));
  return all.find(isShown) ?? request;
}

/** Resources much like this one that can exist, the nearest first, and at last the resource itself; only itself where it can exist. */
export function possibleNames(resource: Text): readonly Text[] {
  if (typeof resource !== "string" || canExist(resource)) return [resource];
  const arn = parseArn(resource);
  if (arn === undefined) return [resource];
  const start = resource.slice(0, resource.length - arn.resource.length);
  const tails = [
    arn.resource,
    arn.resource.replace(/[^\w.@/:*-]/g, "x"),
    arn.resource.replace(/(?<=[^:]):+(?=[^:]*$)|(?<=-):+/g, (run) => "x".repeat(run.length)),
    arn.resource.replace(/.{6}$/s, "AbCdEf"),
  ];
  const all = tails.flatMap((tail) => endings.map((ending) => `${start}${tail}${ending}`));
  return [...all.filter(canExist), resource];
}

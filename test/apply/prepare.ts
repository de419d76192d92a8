/** What the examples take for granted, created in the emulator beforehand; and what it needs before it lets go of an Auto Scaling group. */
import { isObject } from "./compare";
import { answered, type Call, type Emulator, type Fields } from "./emulator";
import type { Applicable } from "./platforms";
import { call, object, objects } from "./reader";

/** Creates networks, boundary policies and buckets that a stack refers to and does not write. */
export async function prepare({ json, variables, place }: Applicable, emulator: Emulator): Promise<void> {
  const text = JSON.stringify([json, variables]);
  await createNetworks(emulator, place.region, place, idsIn(text, /\bsubnet-[0-9a-f]+/g), idsIn(text, /\bsg-[0-9a-f]+/g));
  const boundaries = idsIn(text, /"permissions_boundary":"[^"]+"/g).map((entry) =>
    String(Object.values(JSON.parse(`{${entry}}`))[0]),
  );
  answered(
    await emulator.call(place, [
      ...boundaries.map((arn) =>
        call("iam", "create_policy", { PolicyName: arn.split("/").pop(), PolicyDocument: boundary, Path: pathOf(arn) }),
      ),
      ...bucketsOf(json.resource ?? {}).map((bucket) => createBucket(bucket, place.region)),
    ]),
  );
}

const boundary = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });

function pathOf(policyArn: string): string {
  return `/${policyArn.split("/").slice(1, -1).join("/")}/`.replace("//", "/");
}

function idsIn(text: string, pattern: RegExp): readonly string[] {
  return [...new Set(text.match(pattern) ?? [])].sort();
}

function bucketsOf(resources: Readonly<Record<string, Readonly<Record<string, unknown>>>>): readonly string[] {
  return Object.values(resources.aws_s3_bucket_policy ?? {}).flatMap((policy) =>
    isObject(policy) && typeof policy.bucket === "string" && !policy.bucket.includes("${") ? [policy.bucket] : [],
  );
}

function createBucket(bucket: string, region: string): Call {
  const elsewhere = region === "us-east-1" ? {} : { CreateBucketConfiguration: { LocationConstraint: region } };
  return call("s3", "create_bucket", { Bucket: bucket, ...elsewhere });
}

/** One network; the ids are those of the example (emulator.py understands the tag). */
async function createNetworks(
  emulator: Emulator,
  region: string,
  place: Applicable["place"],
  subnets: readonly string[],
  groups: readonly string[],
): Promise<void> {
  if (subnets.length + groups.length === 0) return;
  const [vpc] = answered(await emulator.call(place, [call("ec2", "create_vpc", { CidrBlock: "10.0.0.0/16" })]));
  const VpcId = object(vpc?.Vpc).VpcId;
  const withId = (type: string, id: string): Fields => ({
    TagSpecifications: [{ ResourceType: type, Tags: [{ Key: "_custom_id_", Value: id }] }],
  });
  answered(
    await emulator.call(place, [
      ...subnets.map((id, index) =>
        call("ec2", "create_subnet", {
          VpcId,
          CidrBlock: `10.0.${index}.0/24`,
          AvailabilityZone: `${region}${"ab"[index % 2]}`,
          ...withId("subnet", id),
        }),
      ),
      ...groups.map((id) =>
        call("ec2", "create_security_group", { VpcId, GroupName: id, Description: id, ...withId("security-group", id) }),
      ),
    ]),
  );
}

/**
 * Ends the scale-in protection of all instances. Terraform does so itself, after it has set the desired capacity to 0; the emulator does not
 * look again at the capacity then (emulator-gaps.json).
 */
export async function unprotectInstances({ place }: Applicable, emulator: Emulator): Promise<void> {
  const [answer] = answered(await emulator.call(place, [call("autoscaling", "describe_auto_scaling_groups", {})]));
  const calls = objects(answer?.AutoScalingGroups).flatMap(({ AutoScalingGroupName, Instances }) => {
    const ids = objects(Instances).map(({ InstanceId }) => InstanceId);
    const params = { AutoScalingGroupName, InstanceIds: ids, ProtectedFromScaleIn: false };
    return ids.length === 0 ? [] : [call("autoscaling", "set_instance_protection", params)];
  });
  answered(await emulator.call(place, calls));
}

/** Roles and policies that are still there when all is destroyed. */
export async function leftBehind(
  { place, name }: Pick<Applicable, "place" | "name">,
  emulator: Emulator,
): Promise<readonly string[]> {
  const [roles] = answered(await emulator.call(place, [call("iam", "list_roles", {})]));
  return objects(roles?.Roles).map(({ RoleName }) => `${name}: role ${RoleName} is still there after destroy`);
}

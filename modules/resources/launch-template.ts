/** Launch templates of container instances: task roles on, the instance role out of reach of containers, encrypted volumes, no public address. */
import type { LaunchTemplateBlockDeviceMappings } from "@cdktf/provider-aws/lib/launch-template";
import type { InstanceStart } from "../agent/plan";
import { call } from "../hcl";
import type { Text } from "../iam/text";
import type { Capacity } from "../model/model";
import { textExpression } from "./expression";
import type { Data, Resource } from "./resource";

/** The launch template of a capacity (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html). */
export function launchTemplateResource(
  capacity: Capacity,
  id: string,
  start: InstanceStart,
  instanceProfileArn: Text,
): Resource<"aws_launch_template"> {
  const [instanceType] = capacity.instanceTypes;
  const tags = { ...capacity.tags, Name: capacity.fullName };
  return {
    type: "aws_launch_template",
    id,
    config: {
      name: capacity.fullName,
      description: `Container instances of cluster ${capacity.cluster}`,
      updateDefaultVersion: true,
      imageId: start.imageId,
      ...(instanceType === undefined ? {} : { instanceType }),
      userData: call("base64encode", textExpression(start.userData)),
      iamInstanceProfile: { arn: instanceProfileArn },
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
        httpProtocolIpv6: "disabled",
      },
      monitoring: { enabled: true },
      networkInterfaces: [
        { associatePublicIpAddress: "false", deleteOnTermination: "true", securityGroups: capacity.securityGroups },
      ],
      blockDeviceMappings: volumes(capacity, start),
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
      tags: capacity.tags,
    },
    comments: [],
  };
}

/** Where the image keeps containers on a second volume, that is the one that has the size. */
function volumes(
  { rootVolume }: Capacity,
  { rootDevice, dataDevice }: InstanceStart,
): readonly Data<LaunchTemplateBlockDeviceMappings>[] {
  const encrypted = {
    volumeType: "gp3",
    encrypted: "true",
    ...(rootVolume.key === undefined ? {} : { kmsKeyId: rootVolume.key }),
    deleteOnTermination: "true",
  };
  const sized = { volumeSize: rootVolume.sizeGiB, ...encrypted };
  if (dataDevice === undefined) return [{ deviceName: rootDevice, ebs: sized }];
  return [
    { deviceName: rootDevice, ebs: encrypted },
    { deviceName: dataDevice, ebs: sized },
  ];
}

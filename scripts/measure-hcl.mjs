// Measures the processor time that it takes to print 6,000 resources as HCL, warm. Run: npm run build && node scripts/measure-hcl.mjs [folder of the build]
import { createRequire } from "node:module";
import { resolve } from "node:path";

const { printHcl } = createRequire(import.meta.url)(resolve(process.argv[2] ?? "dist", "modules/hcl/index.js"));

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "AssumeByTasks",
      Effect: "Allow",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-1:111122223333:*" },
      },
    },
  ],
});

/** Six resources: what a service has. */
function service(index) {
  const name = `service_${index}`;
  const table = `arn:aws:dynamodb:us-east-1:111122223333:table/${name}`;
  const statement = {
    Sid: "ReadTable",
    Effect: "Allow",
    Action: ["dynamodb:GetItem", "dynamodb:Query"],
    Resource: [table, `${table}/index/*`],
  };
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [statement, { ...statement, Sid: "Key", Resource: "${var.kms_key_arn}" }],
  });
  const container = {
    name: "app",
    image: `\${aws_ecr_repository.${name}.repository_url}:1.0.0`,
    essential: true,
    environment: [{ name: "A", value: "b" }],
  };
  const tags = { Service: name, CostCenter: "4711" };
  return {
    aws_iam_role: { name: `${name}-task`, assume_role_policy: trust, tags },
    aws_iam_role_policy: { name: "access", role: `\${aws_iam_role.${name}.id}`, policy },
    aws_ecr_repository: { name, image_tag_mutability: "IMMUTABLE", image_scanning_configuration: { scan_on_push: true }, tags },
    aws_cloudwatch_log_group: { name: `/ecs/${name}`, retention_in_days: 30, tags },
    aws_ecs_task_definition: {
      family: name,
      container_definitions: JSON.stringify([container]),
      task_role_arn: `\${aws_iam_role.${name}.arn}`,
      depends_on: [`aws_iam_role_policy.${name}`],
      tags,
    },
    aws_ecr_repository_policy: { repository: `\${aws_ecr_repository.${name}.name}`, policy },
  };
}

function stackOf(services) {
  const resource = {};
  for (let index = 0; index < services; index += 1) {
    for (const [type, body] of Object.entries(service(index))) {
      resource[type] ??= {};
      resource[type][`service_${index}`] = body;
    }
  }
  return { variable: { kms_key_arn: { type: "string", default: "" } }, resource };
}

const stack = stackOf(1000);
const times = Array.from({ length: 12 }, () => {
  const start = process.cpuUsage();
  printHcl(stack, { flavour: "root" }, console.error);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
});
const warm = times.slice(2).sort((a, b) => a - b);
console.log(
  `HCL of 6,000 resources: processor time first ${times[0].toFixed(0)} ms, warm median ${warm[5].toFixed(0)} ms, best ${warm[0].toFixed(0)} ms; budget 200 ms`,
);

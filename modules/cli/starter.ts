/** The platform file that `rolewright init` writes: complete, commented, without problems. */
export const starter = `# A platform: which services exist, what their containers use, and what they may reach.
# \`rolewright generate\` makes Terraform of it: one folder per account and region under generated/.
# For completion in your editor run \`rolewright schema --out platform.schema.json\` and put this line first:
# yaml-language-server: $schema=platform.schema.json

platform: shop                           # every role name starts with it

accounts:
  production:
    id: "123456789012"                   # in quotes: account ids may start with 0
    region: us-east-1
    # permissionsBoundary: arn:aws:iam::123456789012:policy/ecs-boundary   # on every role

defaults:
  tags: { Owner: platform-team, Environment: production }

# Customer-managed keys, by the names that secrets, log groups and access below use.
# A secret without a key is encrypted under an AWS managed key, which needs no permission.
keys:
  app: arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab

clusters:
  # Without \`ec2\` the services of a cluster run on Fargate.
  main: {}
  # With it, they run on container instances, which get a launch template and a role of their own:
  # main:
  #   ec2: { instanceTypes: [m7g.large], architecture: arm64, min: 1, max: 4, subnets: [subnet-0a1b2c3d], securityGroups: [sg-0a1b2c3d] }

repositories:
  orders: {}

services:
  orders:
    cluster: main
    containers:
      app:
        image: orders:1.0.0              # the repository above; or any registry's image with its host
        ports: [8080]
        environment:
          TABLE: orders
        secrets:                         # ECS reads them with the execution role, so that the code need not
          DB_PASSWORD: { secret: "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders/db-AbCdEf", jsonKey: password, key: app }
          API_URL: ssm:/orders/api-url
    access:                              # what the code may do, with the task role: this and nothing else
      - dynamodb: { table: orders, can: [read, write] }
      - s3: { bucket: shop-invoices, can: write, prefix: orders/ }
      - sqs: { queue: order-events, can: send, why: the shipping service listens }
`;

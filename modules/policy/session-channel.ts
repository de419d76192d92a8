/**
 * What the agent of Session Manager calls in a session: in a container (ECS Exec) as on a container instance. None of the actions has a
 * resource type (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsessionmanagermessagegatewayservice.html).
 */
export const channelActions: readonly string[] = [
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];

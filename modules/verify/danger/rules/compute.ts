/** Paths to the privileges of something that runs code: containers, instances, functions. */
import { rulesOf } from "../table";

export const computeEscalations = rulesOf(`
apprunner-001 | iam:PassRole + apprunner:CreateService | run code of its own in App Runner under a role that it passes
apprunner-002 | apprunner:UpdateService | exchange the code of an App Runner service, which keeps its role
ec2-001 | iam:PassRole + ec2:RunInstances | start an instance with a stronger role and user data of its own
ec2-002 | ec2:ModifyInstanceAttribute + ec2:StopInstances + ec2:StartInstances | exchange the user data of an instance and restart it, so that the script runs with the instance's role
ec2-003 | iam:PassRole + ec2:RequestSpotInstances | start a spot instance with a stronger role and user data of its own
ec2-004 | ec2:CreateLaunchTemplateVersion + ec2:ModifyLaunchTemplate | put user data of its own into the launch template from which an Auto Scaling group starts instances
ec2instanceconnect-003 | ec2-instance-connect:SendSSHPublicKey | log in to an instance and use its role
ecs-001 | iam:PassRole + ecs:CreateCluster + ecs:RegisterTaskDefinition + ecs:CreateService | make a cluster and run a service in it, with containers of its own under a role that it passes
ecs-002 | iam:PassRole + ecs:CreateCluster + ecs:RegisterTaskDefinition + ecs:RunTask | make a cluster and run a task in it, with containers of its own under a role that it passes
ecs-003 | iam:PassRole + ecs:RegisterTaskDefinition + ecs:CreateService | run a service with containers of its own under a role that it passes
ecs-004 | iam:PassRole + ecs:RegisterTaskDefinition + ecs:RunTask | run a task with containers of its own under a role that it passes
ecs-005 | iam:PassRole + ecs:RegisterTaskDefinition + ecs:StartTask | start a task with containers of its own, under a role that it passes, on an instance that it chooses
lambda-001 | iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction | write a function under a stronger role and call it
lambda-002 | iam:PassRole + lambda:CreateFunction + lambda:CreateEventSourceMapping | write a function under a stronger role and have an event source call it
lambda-003 | lambda:UpdateFunctionCode | exchange the code of a function, which keeps its role
lambda-004 | lambda:UpdateFunctionCode + lambda:InvokeFunction | exchange the code of a function and call it at once
lambda-005 | lambda:UpdateFunctionCode + lambda:AddPermission | exchange the code of a function and let itself, or another account, call it
lambda-006 | iam:PassRole + lambda:CreateFunction + lambda:AddPermission | write a function under a stronger role and let itself, or another account, call it
ssm-001 | ssm:StartSession | open a shell on an instance and use its role
ssm-002 | ssm:SendCommand | run commands on an instance and use its role
task-command | ecs:ExecuteCommand | open a shell in a running container and use its task role | aws:AmazonECS/latest/APIReference/API_ExecuteCommand
image-put | ecr:PutImage | push an image that other tasks will run with their roles | aws:AmazonECR/latest/APIReference/API_PutImage
foreign-instance | iam:PassRole + ecs:StartTask + ecs:RegisterContainerInstance + ecs:DeregisterContainerInstance | join an instance of its own to the cluster, start a task there under a role that it passes, and read the credentials | https://hackingthe.cloud/aws/exploitation/iam_privilege_escalation/
agent-poll | ecs:Poll | speak to ECS as the agent of a container instance and collect the credentials of every task that is placed on it | https://naorhaziz.com/posts/under-the-hood-of-amazon-ecs | instance
function-configuration | lambda:UpdateFunctionConfiguration | put a layer or variables of its own into a function, which keeps its role | https://hackingthe.cloud/aws/exploitation/iam_privilege_escalation/
function-route | lambda:UpdateAlias | have callers of a function run another version of it, with the role of that version | aws:lambda/latest/api/API_UpdateAlias
layer-publish | lambda:PublishLayerVersion | publish code under the name of a layer, for every function that is deployed with its newest version | aws:lambda/latest/api/API_PublishLayerVersion
session-resume | ssm:ResumeSession | go on with the shell of somebody else on an instance, and use its role | aws:systems-manager/latest/APIReference/API_ResumeSession
node-access | ssm:GetAccessToken, ssm-guiconnect:StartConnection | open a session on an instance and use its role | aws:systems-manager/latest/APIReference/API_GetAccessToken
node-association | ssm:CreateAssociation, ssm:CreateAssociationBatch, ssm:UpdateAssociation | have State Manager run commands on instances, with their roles | aws:systems-manager/latest/APIReference/API_CreateAssociation
node-document | ssm:UpdateDocument, ssm:UpdateDocumentDefaultVersion | exchange the commands that instances and automations run, with their roles | aws:systems-manager/latest/APIReference/API_UpdateDocument
maintenance-task | ssm:RegisterTaskWithMaintenanceWindow, ssm:UpdateMaintenanceWindowTask | have a maintenance window run commands on instances, with their roles | aws:systems-manager/latest/APIReference/API_RegisterTaskWithMaintenanceWindow
managed-node | iam:PassRole + ssm:CreateActivation | register a machine of its own under a role that it passes | aws:systems-manager/latest/APIReference/API_CreateActivation
instance-profile-exchange | ec2:AssociateIamInstanceProfile, ec2:ReplaceIamInstanceProfileAssociation | give a running instance the profile of another role, and use it there | https://hackingthe.cloud/aws/exploitation/iam_privilege_escalation/
serial-console | ec2:EnableSerialConsoleAccess, ec2-instance-connect:SendSerialConsoleSSHPublicKey | log in to an instance by its serial console and use its role | aws:ec2-instance-connect/latest/APIReference/API_SendSerialConsoleSSHPublicKey
instance-tunnel | ec2-instance-connect:OpenTunnel | reach instances of a private network by a tunnel | aws:AWSEC2/latest/UserGuide/permissions-for-ec2-instance-connect-endpoint
root-volume | ec2:CreateReplaceRootVolumeTask | start an instance from an image of its own, with the instance's role | aws:AWSEC2/latest/APIReference/API_CreateReplaceRootVolumeTask
fleet | iam:PassRole + ec2:CreateFleet | start a fleet of instances with a stronger role and user data of its own | aws:AWSEC2/latest/APIReference/API_CreateFleet
spot-fleet | iam:PassRole + ec2:RequestSpotFleet | start a fleet of spot instances with a stronger role and user data of its own | aws:AWSEC2/latest/APIReference/API_RequestSpotFleet
group-template | ec2:CreateLaunchTemplateVersion + autoscaling:UpdateAutoScalingGroup | have an Auto Scaling group start instances with user data of its own | aws:autoscaling/ec2/APIReference/API_UpdateAutoScalingGroup
group-configuration | iam:PassRole + autoscaling:CreateLaunchConfiguration + autoscaling:CreateAutoScalingGroup | start instances with a stronger role and user data of its own by an Auto Scaling group | aws:autoscaling/ec2/APIReference/API_CreateLaunchConfiguration
service-update | ecs:CreateTaskSet, ecs:UpdateExpressGatewayService, ecs:UpdateService, ecs:UpdateServicePrimaryTaskSet | have a service run another task definition, with the roles that stand in it, or let a shell into its tasks | aws:AmazonECS/latest/APIReference/API_UpdateService
daemon-update | ecs:CreateDaemon, ecs:UpdateDaemon | have every instance of a cluster run another task definition, with the roles that stand in it | aws:AmazonECS/latest/APIReference/API_UpdateDaemon
task-override | iam:PassRole + ecs:RunTask | run commands of its own in the containers of any task definition, under a role that it passes | aws:AmazonECS/latest/APIReference/API_RunTask
task-override-instance | iam:PassRole + ecs:StartTask | run commands of its own in the containers of any task definition, under a role that it passes, on an instance that it chooses | aws:AmazonECS/latest/APIReference/API_StartTask
batch-job | iam:PassRole + batch:RegisterJobDefinition + batch:SubmitJob | run a job with containers of its own under a role that it passes | aws:batch/latest/APIReference/API_RegisterJobDefinition
pod-identity | iam:PassRole + eks:CreatePodIdentityAssociation | give pods of a Kubernetes cluster a role that it passes | aws:eks/latest/APIReference/API_CreatePodIdentityAssociation
lightsail-login | lightsail:DownloadDefaultKeyPair, lightsail:GetInstanceAccessDetails | log in to an instance of Lightsail | aws:lightsail/2016-11-28/api-reference/API_GetInstanceAccessDetails
game-login | gamelift:GetComputeAccess, gamelift:GetInstanceAccess | log in to a game server and use its role | aws:gamelift/latest/apireference/API_GetComputeAccess
cloud9-member | cloud9:CreateEnvironmentMembership, cloud9:UpdateEnvironmentMembership | let itself into the development environment of somebody else | aws:cloud9/latest/APIReference/API_CreateEnvironmentMembership
`);

/** Paths to the privileges of services that act on behalf of somebody: stacks, builds, jobs, notebooks, pipelines. */
import { rulesOf } from "../table";

export const automationEscalations = rulesOf(`
bedrock-001 | iam:PassRole + bedrock-agentcore:CreateCodeInterpreter + bedrock-agentcore:StartCodeInterpreterSession | make a code interpreter under a role that it passes, and run code in it
bedrock-002 | bedrock-agentcore:StartCodeInterpreterSession + bedrock-agentcore:InvokeCodeInterpreter | run code in a code interpreter that has a role already
cloudformation-001 | iam:PassRole + cloudformation:CreateStack | have CloudFormation create anything that the passed role may create
cloudformation-002 | cloudformation:UpdateStack | change a stack with the role that the stack has
cloudformation-003 | iam:PassRole + cloudformation:CreateStackSet + cloudformation:CreateStackInstances | create stacks with a passed role, in other accounts too
cloudformation-004 | iam:PassRole + cloudformation:UpdateStackSet | change the stacks of a stack set with a passed role
cloudformation-005 | cloudformation:CreateChangeSet + cloudformation:ExecuteChangeSet | change a stack by a change set, with the role that the stack has
codebuild-001 | iam:PassRole + codebuild:CreateProject + codebuild:StartBuild | run build commands under a role that it passes
codebuild-002 | codebuild:StartBuild | run commands of its own in a project, whose build specification it may override
codebuild-003 | codebuild:StartBuildBatch | run commands of its own in a batch of builds, under the project's role
codebuild-004 | iam:PassRole + codebuild:CreateProject + codebuild:StartBuildBatch | run build commands in a batch, under a role that it passes
datapipeline-001 | iam:PassRole + datapipeline:CreatePipeline + datapipeline:PutPipelineDefinition | run commands in a data pipeline under a role that it passes
glue-001 | iam:PassRole + glue:CreateDevEndpoint | make a development endpoint under a stronger role and log in to it
glue-002 | glue:UpdateDevEndpoint | put its own key on a development endpoint and log in to it
glue-003 | iam:PassRole + glue:CreateJob + glue:StartJobRun | make a Glue job under a role that it passes, and run it
glue-004 | iam:PassRole + glue:CreateJob + glue:CreateTrigger | make a Glue job under a role that it passes, and have a trigger run it
glue-005 | iam:PassRole + glue:UpdateJob + glue:StartJobRun | give a Glue job another script and a stronger role, and run it
glue-006 | iam:PassRole + glue:UpdateJob + glue:CreateTrigger | give a Glue job another script and a stronger role, and have a trigger run it
sagemaker-001 | iam:PassRole + sagemaker:CreateNotebookInstance | make a notebook under a stronger role and run code in it
sagemaker-002 | iam:PassRole + sagemaker:CreateTrainingJob | run code as a training job under a role that it passes
sagemaker-003 | iam:PassRole + sagemaker:CreateProcessingJob | run code as a processing job under a role that it passes
sagemaker-004 | sagemaker:CreatePresignedNotebookInstanceUrl | open a notebook of somebody else and use its role
sagemaker-005 | sagemaker:CreateNotebookInstanceLifecycleConfig + sagemaker:StopNotebookInstance + sagemaker:UpdateNotebookInstance + sagemaker:StartNotebookInstance | give a notebook a start script and restart it, so that the script runs with the notebook's role
state-machine-update | states:UpdateStateMachine | exchange the steps of a state machine, which keeps its role | aws:step-functions/latest/apireference/API_UpdateStateMachine
automation | ssm:StartAutomationExecution, ssm:StartChangeRequestExecution | run an automation, which may run commands on instances, or call AWS with the role that it has | aws:systems-manager/latest/APIReference/API_StartAutomationExecution
stack-set-update | cloudformation:CreateStackInstances, cloudformation:UpdateStackInstances, cloudformation:UpdateStackSet | change or add stacks of a stack set, in other accounts too, with the role that the stack set has | aws:AWSCloudFormation/latest/APIReference/API_UpdateStackSet
provisioned-product | servicecatalog:CreateProvisioningArtifact, servicecatalog:ProvisionProduct, servicecatalog:UpdateProvisionedProduct | have Service Catalog create what the launch role of a product may create | aws:servicecatalog/latest/dg/API_ProvisionProduct
schedule | scheduler:CreateSchedule, scheduler:UpdateSchedule | have the scheduler call almost any service of AWS with the role of a schedule | aws:scheduler/latest/APIReference/API_UpdateSchedule
pipe-update | pipes:UpdatePipe | send what a pipe carries somewhere else, with the pipe's role | aws:eventbridge/latest/pipes-reference/API_UpdatePipe
pipe-create | iam:PassRole + pipes:CreatePipe | have a pipe read a source and call a target under a role that it passes | aws:eventbridge/latest/pipes-reference/API_CreatePipe
state-machine-create | iam:PassRole + states:CreateStateMachine + states:StartExecution | have a state machine call almost any service of AWS under a role that it passes | aws:step-functions/latest/apireference/API_CreateStateMachine
state-test | iam:PassRole + states:TestState | have one state call almost any service of AWS under a role that it passes | aws:step-functions/latest/apireference/API_TestState
pipeline-change | codepipeline:CreatePipeline, codepipeline:UpdatePipeline | change what a pipeline builds and deploys, with the pipeline's role | aws:codepipeline/latest/APIReference/API_UpdatePipeline
pipeline-jobs | codepipeline:GetJobDetails, codepipeline:PollForJobs | take the jobs of a pipeline, and the credentials that come with them | aws:codepipeline/latest/APIReference/API_PollForJobs
deployment | codedeploy:CreateDeployment | have CodeDeploy run scripts of a revision of its own on instances, or exchange functions and tasks | aws:codedeploy/latest/APIReference/API_CreateDeployment
build-project | codebuild:CreateWebhook, codebuild:UpdateProject | change what a project builds, or who makes it build, with the project's role | https://hackingthe.cloud/aws/post_exploitation/codebuild_github_runner_persistence/
build-sandbox | codebuild:StartCommandExecution, codebuild:StartSandbox, codebuild:StartSandboxConnection | run commands in the sandbox of a project, with the project's role | aws:codebuild/latest/APIReference/API_StartSandbox
beanstalk-update | elasticbeanstalk:UpdateEnvironment | have an environment run another version or other settings, with its instances' role | aws:elasticbeanstalk/latest/api/API_UpdateEnvironment
cluster-step | elasticmapreduce:AddJobFlowSteps | run a step of its own on a cluster, with the cluster's role | aws:emr/latest/APIReference/API_AddJobFlowSteps
cluster-job-flow | iam:PassRole + elasticmapreduce:RunJobFlow | run steps of its own on a new cluster under a role that it passes | aws:emr/latest/APIReference/API_RunJobFlow
emr-serverless-job | iam:PassRole + emr-serverless:StartJobRun | run a job of its own under a role that it passes | aws:emr-serverless/latest/APIReference/API_StartJobRun
emr-container-job | emr-containers:StartJobRun | run a job of its own under a role that trusts the virtual cluster | aws:emr-on-eks/latest/APIReference/API_StartJobRun
glue-session | glue:RunStatement | run statements of its own in the interactive session of a stronger role | aws:glue/latest/webapi/API_RunStatement
glue-session-create | iam:PassRole + glue:CreateSession | make an interactive session under a role that it passes | aws:glue/latest/webapi/API_CreateSession
notebook-url | sagemaker:CreatePartnerAppPresignedUrl, sagemaker:CreatePresignedDomainUrl, sagemaker:CreatePresignedMlflowTrackingServerUrl, sagemaker:StartSession | open the studio, tracking server or application of somebody else and use its role | aws:sagemaker/latest/APIReference/API_CreatePresignedDomainUrl
notebook-script | sagemaker:UpdateNotebookInstanceLifecycleConfig | exchange the start script of notebooks, which run it with their roles | aws:sagemaker/latest/APIReference/API_UpdateNotebookInstanceLifecycleConfig
agent-runtime-update | bedrock-agentcore:UpdateAgentRuntime | exchange the code of an agent, which keeps its role | aws:bedrock-agentcore-control/latest/APIReference/API_UpdateAgentRuntime
data-pipeline-update | datapipeline:PutPipelineDefinition + datapipeline:ActivatePipeline | have a data pipeline run commands of its own with the pipeline's role | aws:datapipeline/latest/APIReference/API_PutPipelineDefinition
role-alias | iot:UpdateRoleAlias | have devices get credentials of a stronger role | aws:iot/latest/apireference/API_UpdateRoleAlias
role-alias-create | iam:PassRole + iot:CreateRoleAlias | let devices get credentials of a role that it passes | aws:iot/latest/apireference/API_CreateRoleAlias
airflow-login | airflow:CreateCliToken, airflow:CreateWebLoginToken | run workflows of its own with the role of an Airflow environment | aws:mwaa/latest/API/API_CreateCliToken
render-farm-role | deadline:AssumeFleetRoleForRead, deadline:AssumeFleetRoleForWorker, deadline:AssumeQueueRoleForRead, deadline:AssumeQueueRoleForUser, deadline:AssumeQueueRoleForWorker | get credentials of the role of a queue or fleet | aws:deadline-cloud/latest/APIReference/API_AssumeQueueRoleForUser
environment-credentials | datazone:GetEnvironmentCredentials | get credentials of the role of a data environment | aws:datazone/latest/APIReference/API_GetEnvironmentCredentials
transfer-user | iam:PassRole + transfer:CreateUser | make a user of a file server who reads and writes with a role that it passes | aws:transfer/latest/APIReference/API_CreateUser
resolver-update | appsync:UpdateFunction, appsync:UpdateResolver | exchange the code of an API that reads its data sources with their roles | aws:appsync/latest/APIReference/API_UpdateResolver
name-takeover | acm-pca:IssueCertificate + route53:ChangeResourceRecordSets | answer for a name of AWS within the network, and read the requests and credentials that go there | https://hackingthe.cloud/aws/exploitation/route53_modification_privilege_escalation/
`);

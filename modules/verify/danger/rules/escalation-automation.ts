/**
 * Paths to another role's privileges through services that act on one's behalf. Identifiers with numbers, and which actions belong together,
 * are those of pathfinding.cloud by DataDog, Apache-2.0 (https://github.com/DataDog/pathfinding.cloud), as of December 2025; the sentences are not.
 */
import { combined, type DangerRule } from "../rule";

function path(id: string, actions: readonly string[], harm: string): DangerRule {
  return combined(id, actions, `https://pathfinding.cloud/paths/${id}`, harm);
}

const pass = "iam:PassRole";

/** Stacks, builds, jobs, notebooks, pipelines and state machines. */
export const automationEscalations: readonly DangerRule[] = [
  path(
    "bedrock-001",
    [pass, "bedrock-agentcore:CreateCodeInterpreter", "bedrock-agentcore:StartCodeInterpreterSession"],
    "make a code interpreter under a role that it passes, and run code in it",
  ),
  path(
    "bedrock-002",
    ["bedrock-agentcore:StartCodeInterpreterSession", "bedrock-agentcore:InvokeCodeInterpreter"],
    "run code in a code interpreter that has a role already",
  ),
  path(
    "cloudformation-001",
    [pass, "cloudformation:CreateStack"],
    "have CloudFormation create anything that the passed role may create",
  ),
  path("cloudformation-002", ["cloudformation:UpdateStack"], "change a stack with the role that the stack has"),
  path(
    "cloudformation-003",
    [pass, "cloudformation:CreateStackSet", "cloudformation:CreateStackInstances"],
    "create stacks with a passed role, in other accounts too",
  ),
  path("cloudformation-004", [pass, "cloudformation:UpdateStackSet"], "change the stacks of a stack set with a passed role"),
  path(
    "cloudformation-005",
    ["cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"],
    "change a stack by a change set, with the role that the stack has",
  ),
  path(
    "codebuild-001",
    [pass, "codebuild:CreateProject", "codebuild:StartBuild"],
    "run build commands under a role that it passes",
  ),
  path(
    "codebuild-002",
    ["codebuild:StartBuild"],
    "run commands of its own in a project, whose build specification it may override",
  ),
  path("codebuild-003", ["codebuild:StartBuildBatch"], "run commands of its own in a batch of builds, under the project's role"),
  path(
    "codebuild-004",
    [pass, "codebuild:CreateProject", "codebuild:StartBuildBatch"],
    "run build commands in a batch, under a role that it passes",
  ),
  path(
    "datapipeline-001",
    [pass, "datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition"],
    "run commands in a data pipeline under a role that it passes",
  ),
  path("glue-001", [pass, "glue:CreateDevEndpoint"], "make a development endpoint under a stronger role and log in to it"),
  path("glue-002", ["glue:UpdateDevEndpoint"], "put its own key on a development endpoint and log in to it"),
  path("glue-003", [pass, "glue:CreateJob", "glue:StartJobRun"], "make a Glue job under a role that it passes, and run it"),
  path(
    "glue-004",
    [pass, "glue:CreateJob", "glue:CreateTrigger"],
    "make a Glue job under a role that it passes, and have a trigger run it",
  ),
  path(
    "glue-005",
    [pass, "glue:UpdateJob", "glue:StartJobRun"],
    "give a Glue job another script and a stronger role, and run it",
  ),
  path(
    "glue-006",
    [pass, "glue:UpdateJob", "glue:CreateTrigger"],
    "give a Glue job another script and a stronger role, and have a trigger run it",
  ),
  path("sagemaker-001", [pass, "sagemaker:CreateNotebookInstance"], "make a notebook under a stronger role and run code in it"),
  path("sagemaker-002", [pass, "sagemaker:CreateTrainingJob"], "run code as a training job under a role that it passes"),
  path("sagemaker-003", [pass, "sagemaker:CreateProcessingJob"], "run code as a processing job under a role that it passes"),
  path("sagemaker-004", ["sagemaker:CreatePresignedNotebookInstanceUrl"], "open a notebook of somebody else and use its role"),
  path(
    "sagemaker-005",
    [
      "sagemaker:CreateNotebookInstanceLifecycleConfig",
      "sagemaker:StopNotebookInstance",
      "sagemaker:UpdateNotebookInstance",
      "sagemaker:StartNotebookInstance",
    ],
    "give a notebook a start script and restart it, so that the script runs with the notebook's role",
  ),
  combined(
    "state-machine-update",
    ["states:UpdateStateMachine"],
    "https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html",
    "exchange the steps of a state machine, which keeps its role",
  ),
];

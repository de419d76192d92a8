/** What `states`, `lambda`, `bedrock` and `assume-role` stand for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent, Verb } from "./intent";

const decrypt = [{ actions: ["kms:Decrypt"] }];

/** Executions of a state machine. Starting one needs nothing on its key: the machine's own role has that. */
export const states: Intent<VerbOf<"states">> = {
  sid: "States",
  page: "https://docs.aws.amazon.com/step-functions/latest/dg/auth-and-access-control-sfn.html",
  verbs: {
    start: {
      does: "start executions of",
      sid: "Start",
      groups: [{ actions: ["states:StartExecution"], on: ["machine"] }],
    },
    "start-sync": {
      does: "run synchronous executions of",
      sid: "StartSync",
      groups: [{ actions: ["states:StartSyncExecution"], on: ["machine"] }],
      key: decrypt,
    },
    describe: {
      does: "describe executions of",
      sid: "Describe",
      groups: [{ actions: ["states:DescribeExecution"], on: ["execution"] }],
      key: decrypt,
    },
    stop: {
      does: "stop executions of",
      sid: "Stop",
      groups: [{ actions: ["states:StopExecution"], on: ["execution"] }],
    },
    report: {
      does: "report the outcome of task tokens to",
      sid: "Report",
      groups: [{ actions: ["states:SendTaskSuccess", "states:SendTaskFailure", "states:SendTaskHeartbeat"], on: [] }],
    },
  },
  resources: {
    machine: { arn: "arn:PARTITION:states:REGION:ACCOUNT:stateMachine:MACHINE" },
    execution: {
      arn: "arn:PARTITION:states:REGION:ACCOUNT:execution:MACHINE:*",
      wildcard: "executions get their names when they start",
    },
  },
  encryption: {
    service: "states",
    context: { "aws:states:stateMachineArn": ["machine"] },
    page: "https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html",
  },
  wildcard: "task tokens are no resources: these actions have no resource-level permissions",
};

/** A function: the unqualified ARN, or those of versions and aliases. */
export const lambda: Intent<VerbOf<"lambda">> = {
  sid: "Lambda",
  page: "https://docs.aws.amazon.com/lambda/latest/dg/permissions-user-function.html",
  verbs: {
    invoke: {
      does: "invoke function",
      sid: "Invoke",
      groups: [{ actions: ["lambda:InvokeFunction"], on: ["function", "qualified"] }],
    },
  },
  resources: {
    function: { arn: "arn:PARTITION:lambda:REGION:ACCOUNT:function:FUNCTION" },
    qualified: {
      arn: "arn:PARTITION:lambda:REGION:ACCOUNT:function:FUNCTION:QUALIFIER",
      wildcard: "every version and alias of the function is asked for",
    },
  },
};

function inference(does: string, sid: string, action: string): Verb {
  return {
    does,
    sid,
    groups: [
      { actions: [action], on: ["model"], limits: ["guardrail"] },
      { actions: [action], on: ["profile"], limits: ["guardrail"] },
      { actions: [action], on: ["destination"], limits: ["profile", "guardrail"], sid: `${sid}Through` },
      { actions: ["bedrock:ApplyGuardrail"], on: ["guardrail"], sid: "ApplyGuardrail" },
    ],
  };
}

/** A model, or an inference profile with the model in every region that it sends requests to. There is no action for `Converse`. */
export const bedrock: Intent<VerbOf<"bedrock">> = {
  sid: "Bedrock",
  page: "https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html",
  verbs: {
    invoke: inference("run model", "Invoke", "bedrock:InvokeModel"),
    stream: inference("run with streamed answers model", "Stream", "bedrock:InvokeModelWithResponseStream"),
  },
  resources: {
    model: { arn: "arn:PARTITION:bedrock:REGION::foundation-model/MODEL-ID" },
    profile: { arn: "arn:PARTITION:bedrock:REGION:ACCOUNT:inference-profile/PROFILE-ID" },
    destination: { arn: "arn:PARTITION:bedrock:DESTINATION-REGION::foundation-model/MODEL-ID" },
    guardrail: { arn: "arn:PARTITION:bedrock:REGION:ACCOUNT:guardrail/GUARDRAIL-ID" },
  },
  limits: {
    profile: { operator: "StringEquals", key: "bedrock:InferenceProfileArn" },
    // The guardrail's ARN, or the ARN with a version.
    guardrail: { operator: "StringLike", key: "bedrock:GuardrailIdentifier" },
  },
};

/** Another role; its trust policy must name this one. */
export const assumeRole: Intent<VerbOf<"assume-role">> = {
  sid: "Role",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html",
  verbs: {
    assume: {
      does: "assume role",
      sid: "Assume",
      groups: [{ actions: ["sts:AssumeRole"], on: ["role"], limits: ["externalId"] }],
    },
  },
  resources: { role: { arn: "arn:PARTITION:iam::ACCOUNT:role/PATH/NAME" } },
  limits: { externalId: { operator: "StringEquals", key: "sts:ExternalId" } },
};
